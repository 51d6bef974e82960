using System.Globalization;
using System.Text.Json;
using Amazon.ConfigService.Model;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.StepFunctions;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// Rings for whatever is still not compliant, and for what the ledger says is due. Config and CloudTrail deliver events at best effort (EventBridge User Guide, "Events from AWS
/// services", read 2026-11): what got lost on the way is found here.
/// </summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For the aggregator, the rules and the regions.</param>
internal sealed class SweepFunction(Office office, PolicyBundle policies)
{
    // A message of SNS has 256 KB at most (SNS API Reference, Publish, read 2026-11), and nobody reads further.
    private const int MostLines = 100;
    private const int LongestLine = 500;

    /// <summary>The handler.</summary>
    /// <exception cref="FormatException">It was called for a step that there is not: <see cref="SweepOrder"/>.</exception>
    public Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop) => SweepOrder.Read(payload.Span) switch
    {
        SweepOrder.Begin begin => BeginAsync(begin.Begun ?? office.Time.GetUtcNow(), context, stop),
        SweepOrder.Some some => SomeAsync(some, context, stop),
        SweepOrder.End end => EndAsync(end, context, stop),
        _ => WholeAsync(context, stop),
    };

    private async Task<ReadOnlyMemory<byte>> WholeAsync(InvocationContext context, CancellationToken stop)
    {
        var bells = new Bells(office, office.Time.GetUtcNow());
        await bells.RingAsync(await DueAsync(stop), stop);
        var troubles = await LookAsync(await office.Roster.DeclaredAsync(stop), null, bells, stop);
        await WarnAsync(stop);
        context.Log.Write(LogLevel.Information, "rang", ("rung", bells.Rung));
        await ComeAsync(troubles, context, stop);
        return Answer(json =>
        {
            json.WriteNumber("rung"u8, bells.Rung);
            json.WriteNumber("troubles"u8, troubles.Count);
        });
    }

    private async Task<ReadOnlyMemory<byte>> BeginAsync(DateTimeOffset begun, InvocationContext context, CancellationToken stop)
    {
        var bells = new Bells(office, begun);
        await bells.RingAsync(await DueAsync(stop), stop);
        await WarnAsync(stop);
        var declared = await office.Roster.DeclaredAsync(stop);
        context.Log.Write(LogLevel.Information, "sweep begun", ("rung", bells.Rung), ("accounts", declared.Count));
        return Answer(json =>
        {
            json.WriteNumber("rung"u8, bells.Rung);
            json.WriteStartArray("accounts"u8);
            foreach (var (account, _) in declared)
            {
                json.WriteStringValue(account);
            }

            json.WriteEndArray();
        });
    }

    private async Task<ReadOnlyMemory<byte>> SomeAsync(SweepOrder.Some order, InvocationContext context, CancellationToken stop)
    {
        var (bells, troubles) = (new Bells(office, order.Begun ?? office.Time.GetUtcNow()), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var account in order.Accounts)
        {
            if (await office.Roster.FindAsync(account, stop) is not { Environment: not null } member)
            {
                troubles[account] = "it left the organization, or nobody declares it any more";
                continue;
            }

            Add(await LookAsync([new(account, member)], account, bells, stop), troubles);
        }

        Log(troubles, context);
        context.Log.Write(LogLevel.Information, "swept accounts", ("accounts", order.Accounts.Count), ("rung", bells.Rung), ("troubles", troubles.Count));
        return Answer(json =>
        {
            json.WriteNumber("rung"u8, bells.Rung);
            json.WriteStartObject("troubles"u8);
            foreach (var (where, what) in troubles)
            {
                json.WriteString(where, Redaction.Of(what));
            }

            json.WriteEndObject();
        });
    }

    private async Task<ReadOnlyMemory<byte>> EndAsync(SweepOrder.End order, InvocationContext context, CancellationToken stop)
    {
        var troubles = await new MapResults(office.Connection.Home.S3).TroublesAsync(order.Bucket, order.Key, stop);
        await ComeAsync(troubles, context, stop);
        return Answer(json => json.WriteNumber("troubles"u8, troubles.Count));
    }

    // Only: the account that Config is asked about; null for all.
    private async Task<IReadOnlyDictionary<string, string>> LookAsync(IReadOnlyList<KeyValuePair<string, Member>> accounts, string? only, Bells bells, CancellationToken cancellationToken)
    {
        var troubles = new Dictionary<string, string>(StringComparer.Ordinal);
        await bells.RingAsync(await NonCompliantAsync(only, troubles, cancellationToken), cancellationToken);
        var patrol = new Patrol(office, policies, bells);
        await patrol.WalkAsync(accounts, cancellationToken);
        Add(patrol.Troubles, troubles);
        return troubles;
    }

    private static void Add(IReadOnlyDictionary<string, string> some, Dictionary<string, string> troubles)
    {
        foreach (var (where, what) in some)
        {
            troubles.TryAdd(where, what);
        }
    }

    private async Task<IReadOnlyList<Incident>> NonCompliantAsync(string? account, Dictionary<string, string> troubles, CancellationToken cancellationToken)
    {
        var config = policies.Find(ConfigFile.Area)?.Value;
        if (config?.Aggregator is not { } aggregation)
        {
            throw new SetupException("config.json declares no aggregator — without one, the sweep cannot see the accounts");
        }

        var aggregator = new ComplianceAggregator(office.Connection.Home.Config, $"{policies.LandingZone.NamePrefix}{aggregation.Name}");
        var controls = AllRemediations.List.ToDictionary(r => r.Control, StringComparer.Ordinal);
        var (found, naming) = (new List<Incident>(), RuleNaming.Of(policies));
        foreach (var rule in await aggregator.FailingRulesAsync(account, cancellationToken))
        {
            if (!controls.TryGetValue(RuleTriggers.Of(rule.ConfigRuleName, null, naming).Name, out var remediation))
            {
                continue;
            }

            try
            {
                found.AddRange((await aggregator.FailingResourcesAsync(rule, cancellationToken))
                    .Where(qualifier => qualifier.ResourceType == remediation.ResourceType || remediation.OtherTypes.Contains(qualifier.ResourceType))
                    .Select(qualifier => IncidentOf(remediation, rule, qualifier)));
            }
            catch (AmazonServiceException refused)
            {
                troubles.TryAdd($"AWS Config's findings of {rule.AccountId} in {rule.AwsRegion}", $"{rule.ConfigRuleName}: {refused.Message}");
            }
        }

        return found;
    }

    private static Incident IncidentOf(Remediations.Remediation remediation, AggregateComplianceByConfigRule rule, EvaluationResultQualifier qualifier) => new(
        remediation.Control,
        rule.AccountId,
        ResourceTypes.IsGlobal(qualifier.ResourceType) ? ResourceTypes.GlobalRegion : rule.AwsRegion,
        remediation.FiledUnder(qualifier.ResourceType),
        ResourceIds.Of(qualifier.ResourceType, qualifier.ResourceId));

    private async Task<IReadOnlyList<Incident>> DueAsync(CancellationToken cancellationToken)
    {
        var due = new List<Incident>();
        await foreach (var history in office.Ledger.AllAsync(cancellationToken))
        {
            if (IsDue(history))
            {
                due.Add(history.Incident);
            }
        }

        return due;
    }

    // Grace that is over, an approval that came or expired, work that somebody began and died over, a fix that failed.
    private bool IsDue(History history) => history.Last switch
    {
        { Step: LedgerStep.Waiting or LedgerStep.Held or LedgerStep.Claimed, Until: { } until } => until <= office.Time.GetUtcNow(),
        { Step: LedgerStep.Approved or LedgerStep.UndoAsked or LedgerStep.Failed or LedgerStep.Expired } => true,
        _ => false,
    };

    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        var now = office.Time.GetUtcNow();
        var ending = office.Exemptions.ExpiringWithin(ExemptionBook.Notice, now).Select(e => $"{e.Id} of {e.Owner} ends at {e.Expires:u}: {e.Reason}");
        var lines = ending.Concat(office.Exemptions.Unreadable.Select(fault => $"not in force, because it cannot be read: {fault}")).ToList();
        await TellOnceADayAsync(
            "exemptions",
            lines,
            new("medium", lines.Count == 1 ? "one exemption needs you" : $"{lines.Count} exemptions need you", Listed(lines) + "\n\nRenew them in policies/exemptions, or mend what they exempt: afterwards it is fixed by itself.\n"),
            cancellationToken);
    }

    // Where it could not look, somebody else must: a sweep that says nothing of it would be taken for a whole one.
    private async Task ComeAsync(IReadOnlyDictionary<string, string> troubles, InvocationContext context, CancellationToken cancellationToken)
    {
        Log(troubles, context);
        var lines = troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => $"{trouble.Key}: {Redaction.Of(trouble.Value)}").ToList();
        await TellOnceADayAsync(
            "unswept",
            lines,
            new("high", $"the sweep could not look everywhere: {(lines.Count == 1 ? "one trouble" : $"{lines.Count} troubles")}", Listed(lines) + "\n\nWhat broke a rule there, and no event told, is not found. Everywhere else the sweep went on.\n" + $"Look whether role {office.Policies.Role} is there, and what it may do.\n"),
            cancellationToken);
        await office.Ledger.StampAsync(SweepWatch.Stamp, office.Time.GetUtcNow(), cancellationToken);
        context.Log.Write(LogLevel.Information, "swept", ("troubles", troubles.Count));
    }

    // Whoever writes a reason writes as much as he likes.
    private static string Listed(List<string> lines) => string.Join('\n', lines.Take(MostLines).Select(line => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…"))
        + (lines.Count > MostLines ? string.Create(CultureInfo.InvariantCulture, $"\nand {lines.Count - MostLines} more") : "");

    private static void Log(IReadOnlyDictionary<string, string> troubles, InvocationContext context)
    {
        foreach (var (where, what) in troubles)
        {
            context.Log.Write(LogLevel.Error, "could not look", ("where", where), ("why", what));
        }
    }

    private async Task TellOnceADayAsync(string name, List<string> lines, Notice notice, CancellationToken cancellationToken)
    {
        var now = office.Time.GetUtcNow();
        if (lines.Count > 0)
        {
            await office.Ledger.OnceAsync($"{name}|{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", now, () => office.Notifier.TellAsync(notice, cancellationToken), cancellationToken);
        }
    }

    private static ReadOnlyMemory<byte> Answer(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
