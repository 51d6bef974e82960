using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// An account joined the organization: its baseline is asked for, by an event <c>Account Vended</c> on the security bus, which starts whatever runs the baseline there; and people
/// are told, since an account that nobody declared gets none.
/// </summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For who is declared, and the bus.</param>
internal sealed class VendedFunction(Office office, PolicyBundle policies)
{
    private static readonly string[] triggers = ["organizations.amazonaws.com:CreateAccountResult", "organizations.amazonaws.com:AccountJoinedOrganization", "organizations.amazonaws.com:AcceptHandshake"];

    private readonly Beliefs beliefs = new(office, policies);

    /// <summary>What it takes, beside the ledger, the topics and the roster.</summary>
    public static IReadOnlyList<Need> Needs(string bus) => [new("events:PutEvents", $"arn:{{partition}}:events:{{region}}:{{account}}:event-bus/{bus}")];

    /// <summary>The handler: an EventBridge event.</summary>
    /// <exception cref="FormatException">It is none that can be read.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        switch (await beliefs.ReadAsync(belief => Doorbells.Read(payload.Span, belief), stop))
        {
            case Reading.Refused refused:
                throw new FormatException($"{refused.Code}: {refused.Why}");
            case Reading.Rung { Doorbells: var doorbells } when doorbells.FirstOrDefault(d => triggers.Contains(d.Trigger.Name)) is { } joined:
                // EventBridge delivers an event at least once (EventBridge User Guide, "Amazon EventBridge event delivery", from memory).
                var isNew = await office.Ledger.OnceAsync($"vended|{joined.EventId}", office.Time.GetUtcNow(), () => WelcomeAsync(joined, stop), stop);
                context.Log.Write(LogLevel.Information, isNew ? "asked for the baseline" : "came again, and was seen to before", ("account", joined.ResourceId));
                break;
            default:
                context.Log.Write(LogLevel.Information, "nobody joined");
                break;
        }

        return "null"u8.ToArray();
    }

    private async Task WelcomeAsync(Doorbell joined, CancellationToken cancellationToken)
    {
        // Joined moments ago: what is known of the organization does not have it yet.
        var account = await office.Connection.Home.Organizations.DescribeAccountAsync(new() { AccountId = joined.ResourceId }, cancellationToken);
        var (id, name) = (account.Account.Id, account.Account.Name);
        if (policies.Accounts.Any(a => a.Value.Name == name))
        {
            var bus = policies.Find(AlertsFile.Area)!.Value.Value.BusName;
            var answer = await office.Connection.Home.Events.PutEventsAsync(
                new() { Entries = [new() { EventBusName = bus, Source = IncidentCall.Source, DetailType = "Account Vended", Detail = Detail(id, name), Time = office.Time.GetUtcNow().UtcDateTime }] }, cancellationToken);
            if (answer.FailedEntryCount > 0)
            {
                throw new InvalidOperationException($"EventBridge did not take the event: {answer.Entries[0].ErrorCode}: {answer.Entries[0].ErrorMessage}");
            }

            await office.Notifier.TellAsync(
                new Notice(
                    "info",
                    $"account {name} joined: its baseline was asked for",
                    $"Account {name} ({id}) joined the organization and is declared in organization.json.\nThe event Account Vended on the security bus asks for its baseline. Where nothing of yours answers it, run: baseline apply --account {name}\n"),
                cancellationToken);
            return;
        }

        await office.Notifier.TellAsync(
            new Notice(
                "high",
                $"account {name} joined and nobody declared it",
                $"Account {name} ({id}) joined the organization. organization.json does not declare it, so that it has no environment: nothing is fixed in it, everything is alerted.\nDeclare it and run: baseline apply --account {name}\nOr, if nobody should have: find out who created or invited it, and close it.\n"),
            cancellationToken);
    }

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
