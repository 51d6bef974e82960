using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
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
    private readonly LedgerTable ledger = new(home.DynamoDb, rules.Table);

    /// <summary>What waits for somebody, oldest first.</summary>
    public async Task<IReadOnlyList<History>> WaitingAsync(CancellationToken cancel) =>
        [.. (await ledger.HeldAsync(cancel)).OrderBy(history => history.Last!.At)];

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

    private static string? WhyNot(History history, LedgerStep step, string person) => (step, history.Last!.Step) switch
    {
        (LedgerStep.UndoAsked, LedgerStep.Fixed) => null,
        (LedgerStep.UndoAsked, var last) => $"its last line is {last}, and only what was fixed can be taken back",
        (_, not (LedgerStep.Held or LedgerStep.Stopped or LedgerStep.Expired)) => $"its last line is {history.Last!.Step}, and only what is held, stopped or expired can be decided",
        (LedgerStep.Approved, _) when history.Window.Any(e => e.Actor == person) => "you caused it: somebody else must approve it",
        _ => null,
    };

    private static FaultException Refused(Incident incident, string why) => new(new() { Code = "refused", What = why, Where = new(incident.ToString()) });

    // arn:aws:sts::123456789012:assumed-role/Name/session is the role Name: the session's name is for its holder to choose.
    private static string PersonOf(string arn) => arn.Split(':', 6) is [_, var partition, "sts", _, var account, var what] && what.Split('/') is ["assumed-role", var role, ..]
        ? $"arn:{partition}:iam::{account}:role/{role}"
        : arn;
}
