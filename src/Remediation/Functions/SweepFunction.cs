using System.Globalization;
using Amazon.ConfigService.Model;
using Amazon.Lambda.Core;
using Amazon.Runtime;
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
    /// <summary>The handler. What it is called with does not matter.</summary>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        var (bells, troubles) = (new Bells(office), new Dictionary<string, string>(StringComparer.Ordinal));
        var compliance = await NonCompliantAsync(troubles, stop);
        await bells.RingAsync(compliance, stop);
        await bells.RingAsync(await DueAsync(stop), stop);
        var patrol = new Patrol(office, policies, bells);
        await patrol.WalkAsync(stop);
        foreach (var (where, what) in patrol.Troubles)
        {
            troubles.TryAdd(where, what);
        }

        await WarnAsync(stop);
        await ConfessAsync(troubles, context, stop);
        await office.Ledger.StampAsync(SweepWatch.Stamp, office.Time.GetUtcNow(), stop);
        context.Log.Write(LogLevel.Information, "swept", ("nonCompliant", compliance.Count), ("rung", bells.Rung), ("troubles", troubles.Count));
        return System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"rung":{{bells.Rung}},"troubles":{{troubles.Count}}}"""));
    }

    private async Task<IReadOnlyList<Incident>> NonCompliantAsync(Dictionary<string, string> troubles, CancellationToken cancellationToken)
    {
        var config = policies.Find(ConfigFile.Area)?.Value;
        if (config?.Aggregator is not { } aggregation)
        {
            throw new SetupException("config.json declares no aggregator — without one, the sweep cannot see the accounts");
        }

        var aggregator = new ComplianceAggregator(office.Connection.Home.Config, $"{policies.LandingZone.NamePrefix}{aggregation.Name}");
        var controls = AllRemediations.List.ToDictionary(r => r.Control, StringComparer.Ordinal);
        var (found, naming) = (new List<Incident>(), RuleNaming.Of(policies));
        foreach (var rule in await aggregator.FailingRulesAsync(cancellationToken))
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
            new("medium", $"{lines.Count} exemptions need you", string.Join('\n', lines) + "\n\nRenew them in policies/exemptions, or mend what they exempt: afterwards it is fixed by itself.\n"),
            cancellationToken);
    }

    /// <summary>Where it could not look, somebody else must: a sweep that says nothing of it would be taken for a whole one.</summary>
    private async Task ConfessAsync(Dictionary<string, string> troubles, InvocationContext context, CancellationToken cancellationToken)
    {
        foreach (var (where, what) in troubles)
        {
            context.Log.Write(LogLevel.Error, "could not look", ("where", where), ("why", what));
        }

        var lines = troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => $"{trouble.Key}: {Redaction.Of(trouble.Value)}").ToList();
        await TellOnceADayAsync(
            "unswept",
            lines,
            new("high", $"the sweep could not look everywhere: {(lines.Count == 1 ? "one trouble" : $"{lines.Count} troubles")}", string.Join('\n', lines) + $"\n\nWhat broke a rule there, and no event told, is not found. Everywhere else the sweep went on.\nLook whether role {office.Policies.Role} is there, and what it may do.\n"),
            cancellationToken);
    }

    private async Task TellOnceADayAsync(string name, List<string> lines, Notice notice, CancellationToken cancellationToken)
    {
        var now = office.Time.GetUtcNow();
        if (lines.Count > 0)
        {
            await office.Ledger.OnceAsync($"{name}|{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", now, () => office.Notifier.TellAsync(notice, cancellationToken), cancellationToken);
        }
    }
}
