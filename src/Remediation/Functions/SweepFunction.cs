using System.Globalization;
using Amazon.ConfigService.Model;
using Amazon.Lambda.Core;
using Amazon.SQS.Model;
using SecretScoops.Governance.Aws;
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
/// <param name="policies">For the aggregator.</param>
internal sealed class SweepFunction(Office office, PolicyBundle policies)
{
    // SQS API Reference, SendMessageBatch (read 2026-11).
    private const int MostInABatch = 10;

    /// <summary>The handler. What it is called with does not matter.</summary>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        var incidents = new HashSet<Incident>();
        incidents.UnionWith(await NonCompliantAsync(stop));
        var compliance = incidents.Count;
        await foreach (var history in office.Ledger.AllAsync(stop))
        {
            if (IsDue(history))
            {
                incidents.Add(history.Incident);
            }
        }

        await RingAsync([.. incidents], stop);
        await WarnAsync(stop);
        await office.Ledger.StampAsync(SweepWatch.Stamp, office.Time.GetUtcNow(), stop);
        context.Log.Write(LogLevel.Information, "swept", ("nonCompliant", compliance), ("rung", incidents.Count));
        return System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"rung":{{incidents.Count}}}"""));
    }

    private async Task<IReadOnlyList<Incident>> NonCompliantAsync(CancellationToken cancellationToken)
    {
        var config = policies.Find(ConfigFile.Area)?.Value;
        if (config?.Aggregator is not { } aggregation)
        {
            throw new SetupException("config.json declares no aggregator — without one, the sweep cannot see the accounts");
        }

        var aggregator = new Aggregator(office.Connection.Home.Config, $"{policies.LandingZone.NamePrefix}{aggregation.Name}");
        var controls = AllRemediations.List.ToDictionary(r => r.Control, StringComparer.Ordinal);
        var found = new List<Incident>();
        foreach (var rule in await aggregator.FailingRulesAsync(cancellationToken))
        {
            if (controls.TryGetValue(RuleNames.Declared(rule.ConfigRuleName), out var remediation))
            {
                found.AddRange((await aggregator.FailingResourcesAsync(rule, cancellationToken))
                    .Where(qualifier => qualifier.ResourceType == remediation.ResourceType || remediation.OtherTypes.Contains(qualifier.ResourceType))
                    .Select(qualifier => new Incident(
                        remediation.Control, rule.AccountId, ResourceTypes.IsGlobal(qualifier.ResourceType) ? ResourceTypes.GlobalRegion : rule.AwsRegion, qualifier.ResourceType,
                        ResourceIds.Of(qualifier.ResourceType, qualifier.ResourceId))));
            }
        }

        return found;
    }

    // Grace that is over, an approval that came or expired, work that somebody began and died over, a fix that failed.
    private bool IsDue(History history) => history.Last switch
    {
        { Step: LedgerStep.Waiting or LedgerStep.Held or LedgerStep.Claimed, Until: { } until } => until <= office.Time.GetUtcNow(),
        { Step: LedgerStep.Approved or LedgerStep.UndoAsked or LedgerStep.Failed or LedgerStep.Expired } => true,
        _ => false,
    };

    private async Task RingAsync(IReadOnlyList<Incident> incidents, CancellationToken cancellationToken)
    {
        var url = (await office.Connection.Home.Sqs.GetQueueUrlAsync(office.Policies.Queue, cancellationToken)).QueueUrl;
        var now = office.Time.GetUtcNow();
        foreach (var batch in incidents.Chunk(MostInABatch))
        {
            var answer = await office.Connection.Home.Sqs.SendMessageBatchAsync(
                new SendMessageBatchRequest
                {
                    QueueUrl = url,
                    Entries = [.. batch.Select((incident, i) => new SendMessageBatchRequestEntry
                    {
                        Id = i.ToString(CultureInfo.InvariantCulture),
                        MessageBody = IncidentCall.Message(incident, nameof(EventSource.Sweep), string.Create(CultureInfo.InvariantCulture, $"sweep-{now:yyyyMMddTHHmmss}"), now),
                    })],
                },
                cancellationToken);
            if (answer.Failed is [var failed, ..])
            {
                // The stamp is not set then, so that a sweep that cannot ring counts as one that did not come.
                throw new InvalidOperationException($"SQS did not take {answer.Failed.Count} of {batch.Length} messages: {failed.Code}: {failed.Message}");
            }
        }
    }

    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        var now = office.Time.GetUtcNow();
        var ending = office.Exemptions.ExpiringWithin(ExemptionBook.Notice, now).Select(e => $"{e.Id} of {e.Owner} ends at {e.Expires:u}: {e.Reason}");
        var lines = ending.Concat(office.Exemptions.Unreadable.Select(fault => $"not in force, because it cannot be read: {fault}")).ToList();
        if (lines.Count > 0 && await office.Ledger.CountAsync($"exemptions|{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", 1, cancellationToken))
        {
            await office.Notifier.TellAsync(
                new Notice("medium", $"{lines.Count} exemptions need you", string.Join('\n', lines) + "\n\nRenew them in policies/exemptions, or mend what they exempt: afterwards it is fixed by itself.\n"), cancellationToken);
        }
    }

    /// <summary>What Config found in all accounts and regions.</summary>
    private sealed class Aggregator(Amazon.ConfigService.IAmazonConfigService config, string name)
    {
        public async Task<IReadOnlyList<AggregateComplianceByConfigRule>> FailingRulesAsync(CancellationToken cancellationToken) => await Paged.AllAsync(async token =>
        {
            var page = await config.DescribeAggregateComplianceByConfigRulesAsync(
                new() { ConfigurationAggregatorName = name, Filters = new() { ComplianceType = "NON_COMPLIANT" }, NextToken = token }, cancellationToken);
            return (page.AggregateComplianceByConfigRules, page.NextToken);
        });

        public async Task<IReadOnlyList<EvaluationResultQualifier>> FailingResourcesAsync(AggregateComplianceByConfigRule rule, CancellationToken cancellationToken)
        {
            var results = await Paged.AllAsync(async token =>
            {
                var page = await config.GetAggregateComplianceDetailsByConfigRuleAsync(
                    new()
                    {
                        ConfigurationAggregatorName = name,
                        ConfigRuleName = rule.ConfigRuleName,
                        AccountId = rule.AccountId,
                        AwsRegion = rule.AwsRegion,
                        ComplianceType = "NON_COMPLIANT",
                        NextToken = token,
                    },
                    cancellationToken);
                return (page.AggregateEvaluationResults, page.NextToken);
            });
            return [.. results.Select(result => result.EvaluationResultIdentifier.EvaluationResultQualifier)];
        }
    }
}
