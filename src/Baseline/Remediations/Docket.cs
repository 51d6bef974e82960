using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Remediations;

/// <summary>What people decide about incidents: written into the ledger, as whoever they are to AWS, and then rung for, so that the remediation functions act upon it.</summary>
/// <param name="home">The management account's session, as the person at the terminal.</param>
/// <param name="rules">Where ledger and queue are.</param>
/// <param name="time">The clock.</param>
internal sealed class Docket(AwsSession home, RemediationsPolicy rules, TimeProvider time)
{
    // Less of an id is a slip: an empty variable of a script would be the beginning of every id.
    private const int ShortestId = 4;

    private readonly LedgerTable ledger = new(home.DynamoDb, rules.Table);

    /// <summary>What waits for somebody, oldest first.</summary>
    public async Task<IReadOnlyList<History>> WaitingAsync(CancellationToken cancel) =>
        [.. (await ledger.WaitingAsync(cancel)).OrderBy(history => history.Last!.At)];

    /// <summary>Every history.</summary>
    public IAsyncEnumerable<History> AllAsync(CancellationToken cancel) => ledger.AllAsync(cancel);

    /// <summary>Says yes to a held or stopped incident.</summary>
    public Task<Incident> ApproveAsync(string id, string why, CancellationToken cancel) => DecideAsync(id, LedgerStep.Approved, why, cancel);

    /// <summary>Says no.</summary>
    public Task<Incident> RejectAsync(string id, string why, CancellationToken cancel) => DecideAsync(id, LedgerStep.Rejected, why, cancel);

    /// <summary>Asks for the state before the last fix.</summary>
    public Task<Incident> UndoAsync(string id, string why, CancellationToken cancel) => DecideAsync(id, LedgerStep.UndoAsked, why, cancel);

    private async Task<Incident> DecideAsync(string id, LedgerStep step, string why, CancellationToken cancel)
    {
        var history = await FindAsync(id, cancel);
        var person = PersonOf((await home.Sts.GetCallerIdentityAsync(new(), cancel)).Arn);
        if (WhyNot(history, step, person) is { } refusal)
        {
            throw Refused(history.Incident, refusal);
        }

        var now = time.GetUtcNow();
        var last = history.Last!;
        var entry = history.Next(new()
        {
            Incident = last.Incident,
            Window = 0,
            Sequence = 0,
            Previous = "",
            At = now,
            Step = step,
            Why = why,
            Environment = last.Environment,
            Severity = last.Severity,
            DecidedBy = person,
        });
        if (!await ledger.AppendAsync(entry, cancel))
        {
            throw Refused(history.Incident, "its history went on while you decided — look at it again, and run the command again");
        }

        var queue = (await home.Sqs.GetQueueUrlAsync(rules.Queue, cancel)).QueueUrl;
        await home.Sqs.SendMessageAsync(queue, IncidentCall.Message(history.Incident, "Decision", $"decision-{entry.Hash[^16..]}", now), cancel);
        return history.Incident;
    }

    private async Task<History> FindAsync(string id, CancellationToken cancel)
    {
        if (Incident.Parse(id) is { } incident && await ledger.ReadAsync(incident, cancel) is { Last: not null } known)
        {
            return known;
        }

        if (id.Length < ShortestId)
        {
            throw new FaultException(new() { Code = "short-id", What = $"\"{id}\" is too short for the beginning of an id", Where = new(rules.Table), Remedy = $"give at least {ShortestId} of its signs" });
        }

        var found = new List<History>();
        await foreach (var history in ledger.AllAsync(cancel))
        {
            if (history.Incident.ShortId.StartsWith(id, StringComparison.Ordinal))
            {
                found.Add(history);
            }
        }

        return found switch
        {
            [var one] => one,
            [] => throw new FaultException(new() { Code = "unknown-incident", What = $"there is no incident \"{id}\"", Where = new(rules.Table), Remedy = "baseline remediations list names those that wait, baseline remediations export all" }),
            _ => throw new FaultException(new() { Code = "ambiguous-incident", What = $"\"{id}\" is the beginning of {found.Count} incidents' ids", Where = new(rules.Table), Remedy = "give more of it" }),
        };
    }

    private string? WhyNot(History history, LedgerStep step, string person) => (step, history.Last!.Step) switch
    {
        // What was refused can be asked for again: the resource may be again what it was.
        (LedgerStep.UndoAsked, not (LedgerStep.Fixed or LedgerStep.UndoRefused)) => $"its last line is {history.Last.Step}, and only what was fixed can be taken back",
        (not LedgerStep.UndoAsked, not (LedgerStep.Held or LedgerStep.Stopped or LedgerStep.Expired)) => $"its last line is {history.Last.Step}, and only what is held, stopped or expired can be decided",
        // Neither that it be mended, nor that it stay so: to say no, or to have it back, is to exempt oneself.
        _ when history.Entries.Any(e => IsOfTheCase(e, history.Last) && e.Actor is { } actor && IsSame(actor, person)) => $"you caused it: somebody else must {(step switch { LedgerStep.Approved => "approve it", LedgerStep.Rejected => "reject it", _ => "take it back" })}",
        _ => null,
    };

    // A fight is about the fixes before it as well.
    private bool IsOfTheCase(LedgerEntry entry, LedgerEntry last) => entry.Window == last.Window || (last.Step == LedgerStep.Stopped && entry.At >= last.At - rules.Fights.Within);

    // STS leaves a role's path out of a session's ARN, and roles of Identity Center have one. Names of roles are unique in their account (IAM API Reference, CreateRole, RoleName, remembered, 2026-11).
    private static bool IsSame(string actor, string person) => Arn.TryParse(actor, out var one) && Arn.TryParse(person, out var other)
        ? one.Account == other.Account && KindOf(one) == KindOf(other) && one.LastName == other.LastName
        : actor == person;

    // CloudTrail may know of a session alone, without its role.
    private static string KindOf(Arn arn) => arn.Resource.Split('/')[0] is "assumed-role" ? "role" : arn.Resource.Split('/')[0];

    private static FaultException Refused(Incident incident, string why) => new(new() { Code = "refused", What = why, Where = new(incident.ToString()) });

    // arn:aws:sts::123456789012:assumed-role/Name/session is the role Name: the session's name is for its holder to choose.
    private static string PersonOf(string arn) => arn.Split(':', 6) is [_, var partition, "sts", _, var account, var what] && what.Split('/') is ["assumed-role", var role, ..]
        ? $"arn:{partition}:iam::{account}:role/{role}"
        : arn;
}
