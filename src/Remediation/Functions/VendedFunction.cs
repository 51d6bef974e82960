using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// An account joined the organization: its baseline is asked for, by an event <c>Account Vended</c> on the security bus, which starts the state machine of <c>deploy/scale.yaml</c>; and people
/// are told, since an account that nobody declared gets none. One that the baseline made itself is being seen to by the apply that made it.
/// </summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For who is declared, and the bus.</param>
internal sealed class VendedFunction(Office office, PolicyBundle policies)
{
    private static readonly string[] triggers = ["organizations.amazonaws.com:CreateAccountResult", "organizations.amazonaws.com:AccountJoinedOrganization", "organizations.amazonaws.com:AcceptHandshake"];

    private readonly Beliefs beliefs = new(office, policies);

    /// <summary>What it takes, beside the ledger, the topics and the roster.</summary>
    public static IReadOnlyList<Need> Needs(string bus) =>
    [
        new("events:PutEvents", $"arn:{{partition}}:events:{{region}}:{{account}}:event-bus/{bus}"),
        new("organizations:ListTagsForResource", "arn:{partition}:organizations::{account}:account/o-*/*"),
    ];

    /// <summary>The handler: an EventBridge event.</summary>
    /// <exception cref="FormatException">It is none that can be read.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        switch (await beliefs.ReadAsync(belief => Doorbells.Read(payload.Span, belief), stop))
        {
            case Reading.Refused refused:
                throw new FormatException($"{refused.Code}: {refused.Why}");
            case Reading.Rung { Doorbells: var doorbells } when doorbells.FirstOrDefault(d => triggers.Contains(d.Trigger.Name)) is { } joined:
                await JoinedAsync(joined.ResourceId, context, stop);
                break;
            default:
                context.Log.Write(LogLevel.Information, "nobody joined");
                break;
        }

        return "null"u8.ToArray();
    }

    private async Task JoinedAsync(string id, InvocationContext context, CancellationToken cancel)
    {
        // Joined moments ago: what is known of the organization does not have it yet.
        var account = (await office.Connection.Home.Organizations.DescribeAccountAsync(new() { AccountId = id }, cancel)).Account;
        // One joining rings several times: as the call, as its result, and whatever EventBridge delivers again (User Guide, "Amazon EventBridge event delivery", from memory).
        var isNew = await office.Ledger.OnceAsync($"vended|{id}|{account.JoinedTimestamp:O}", office.Time.GetUtcNow(), () => WelcomeAsync(account, cancel), cancel);
        context.Log.Write(LogLevel.Information, isNew ? "seen to" : "seen to before", ("account", id));
    }

    private async Task WelcomeAsync(Account account, CancellationToken cancel)
    {
        var (id, name) = (account.Id, account.Name);
        var notice = policies.Accounts.All(declared => declared.Value.Name != name) ? Stray(id, name)
            : await IsMadeByApplyAsync(id, cancel) ? Ours(id, name)
            : await AskedAsync(id, name, cancel);
        await office.Notifier.TellAsync(notice, cancel);
    }

    private async Task<bool> IsMadeByApplyAsync(string id, CancellationToken cancel)
    {
        var tags = await Paged.AllAsync(async token =>
        {
            var page = await office.Connection.Home.Organizations.ListTagsForResourceAsync(new() { ResourceId = id, NextToken = token }, cancel);
            return (page.Tags, page.NextToken);
        });
        return tags.Exists(tag => tag.Key == LandingZone.OwnershipTag && tag.Value == policies.LandingZone.ManagedBy);
    }

    private async Task<Notice> AskedAsync(string id, string name, CancellationToken cancel)
    {
        var bus = policies.Find(AlertsFile.Area)!.Value.Value.BusName;
        var answer = await office.Connection.Home.Events.PutEventsAsync(
            new() { Entries = [new() { EventBusName = bus, Source = IncidentCall.Source, DetailType = "Account Vended", Detail = Detail(id, name), Time = office.Time.GetUtcNow().UtcDateTime }] }, cancel);
        return answer.FailedEntryCount > 0
            ? throw new InvalidOperationException($"EventBridge did not take the event: {answer.Entries[0].ErrorCode}: {answer.Entries[0].ErrorMessage}")
            : new(
                "info",
                $"account {name} joined: its baseline was asked for",
                $"Account {name} ({id}) joined the organization and is declared in organization.json.\nThe event Account Vended on the security bus asks for its baseline: where scale.yaml is deployed, its state machine apply begins now. Where it is not, and nothing of yours answers the event, run: baseline apply\n");
    }

    // Two applies at once come to the same end, but people would be told of what one could not do because the other did.
    private static Notice Ours(string id, string name) => new(
        "info",
        $"account {name} joined: the apply that made it brings its baseline",
        $"Account {name} ({id}) was made by an apply of the baseline, which goes on with what belongs into it.\nIf that apply did not come to its end, run: baseline apply\n");

    private static Notice Stray(string id, string name) => new(
        "high",
        $"account {name} joined and nobody declared it",
        $"Account {name} ({id}) joined the organization. organization.json does not declare it, so that it has no environment: nothing is fixed in it, everything is alerted.\nDeclare it and run: baseline apply\nOr, if nobody should have: find out who created or invited it, and close it.\n");

    private static string Detail(string id, string name)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("accountId"u8, id);
            json.WriteString("accountName"u8, name);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
