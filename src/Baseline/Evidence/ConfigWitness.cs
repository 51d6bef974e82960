using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Resources.ConfigAggregators;
using SecretScoops.Governance.Reports.Model;
using Evident = SecretScoops.Governance.Reports.Model.Evidence;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>AWS Config's evaluations: from the organization's aggregator first, from the accounts themselves where it does not see.</summary>
/// <param name="inquiry">What is asked.</param>
/// <param name="world">Sessions and ids.</param>
/// <param name="proof">Makes evidence.</param>
internal sealed class ConfigWitness(Inquiry inquiry, AwsWorld world, Proof proof) : IWitness
{
    // Rates of Config are careful assumptions; the pipelines wait their turn, this bounds what waits.
    private const int SideBySide = 16;
    private const int PerPage = 100;

    /// <summary>Rights that it needs: of the first two in the aggregator's account, of the others in every account.</summary>
    public static IReadOnlyList<Need> Permissions { get; } =
    [
        "config:DescribeAggregateComplianceByConfigRules", "config:GetAggregateComplianceDetailsByConfigRule",
        "config:DescribeComplianceByConfigRule", "config:DescribeConfigRuleEvaluationStatus", "config:GetComplianceDetailsByConfigRule",
    ];

    private readonly IReadOnlyList<DeployedRule> _rules = DeployedRule.Of(inquiry);

    /// <inheritdoc/>
    public IEnumerable<Spot> Asked() => _rules.SelectMany(rule => rule.Controls.Select(control => new Spot(control.Id, rule.Account.Id, rule.Region)));

    /// <inheritdoc/>
    public async Task TestifyAsync(Testimony record, CancellationToken cancel)
    {
        var aggregated = await AggregatedAsync(cancel);
        var seen = _rules.Where(rule => aggregated?.Rules.ContainsKey(rule.Key) == true).ToList();
        await EachAsync(seen, (rule, stop) => FromAggregatorAsync(rule, aggregated!, record, stop), cancel);

        var places = _rules.Except(seen).GroupBy(rule => (rule.Account, rule.Region)).ToList();
        await EachAsync(places, (place, stop) => FromAccountAsync(place.Key.Account, place.Key.Region, [.. place], record, stop), cancel);
    }

    private static Task EachAsync<T>(IReadOnlyCollection<T> items, Func<T, CancellationToken, ValueTask> body, CancellationToken cancel) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancel }, body);

    // No aggregator, or no access to it, is no gap yet: the accounts are asked instead.
    private async Task<Aggregated?> AggregatedAsync(CancellationToken cancel)
    {
        if (new ConfigAggregatorKind().Declare(inquiry.Policies).FirstOrDefault()?.Address is not { Within: { } within } address)
        {
            return null;
        }

        try
        {
            var session = world.SessionOf(within);
            var results = await Paged.AllAsync(async token =>
            {
                var page = await session.Config.DescribeAggregateComplianceByConfigRulesAsync(new() { ConfigurationAggregatorName = address.Name, NextToken = token }, cancel);
                return (page.AggregateComplianceByConfigRules, page.NextToken);
            });
            return new(session, address.Name, results
                .GroupBy(result => new RuleKey(RuleNames.Declared(result.ConfigRuleName), result.AccountId, result.AwsRegion))
                .ToDictionary(group => group.Key, group => Deployed(group.Select(result => result.ConfigRuleName))));
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e) || e is Engine.FaultException)
        {
            return null;
        }
    }

    // Somebody may have made a rule in an account that is called as ours: what AWS made for the organization counts.
    private static string Deployed(IEnumerable<string> names) => names.OrderBy(name => RuleNames.Declared(name) == name).ThenBy(name => name, StringComparer.Ordinal).First();

    private async ValueTask FromAggregatorAsync(DeployedRule rule, Aggregated aggregated, Testimony record, CancellationToken cancel)
    {
        var (session, aggregator, name) = (aggregated.Session, aggregated.Name, aggregated.Rules[rule.Key]);
        var command = Proof.Command(
            "configservice", "get-aggregate-compliance-details-by-config-rule", session.Region,
            ("configuration-aggregator-name", aggregator), ("config-rule-name", name), ("account-id", rule.Account.Id), ("aws-region", rule.Region));
        try
        {
            await EvaluatedAsync(rule, command, record, async token =>
            {
                var page = await session.Config.GetAggregateComplianceDetailsByConfigRuleAsync(
                    new() { ConfigurationAggregatorName = aggregator, ConfigRuleName = name, AccountId = rule.Account.Id, AwsRegion = rule.Region, Limit = PerPage, NextToken = token },
                    cancel);
                return ((page.AggregateEvaluationResults ?? []).Select(each => new Evaluation(each.EvaluationResultIdentifier, each.ComplianceType, each.Annotation, each.ResultRecordedTime)), page.NextToken);
            });
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e))
        {
            record.Shut(GapOf(rule.Account, rule.Region, e, rule.Controls.Select(control => control.Id)));
        }
    }

    // What has results is asked for them, rule by rule; of the others one list says whether they ran.
    private async ValueTask FromAccountAsync(ReportAccount account, string region, IReadOnlyList<DeployedRule> rules, Testimony record, CancellationToken cancel)
    {
        try
        {
            var config = world.SessionOf(new Scope(account.Name, region)).Config;
            var there = (await Paged.AllAsync(async token =>
            {
                var page = await config.DescribeComplianceByConfigRuleAsync(new() { NextToken = token }, cancel);
                return (page.ComplianceByConfigRules, page.NextToken);
            })).ToLookup(rule => RuleNames.Declared(rule.ConfigRuleName), StringComparer.Ordinal);
            var silent = new List<(DeployedRule Rule, string Name)>();
            foreach (var rule in rules.Where(rule => there[rule.Key.Rule].Any()))
            {
                var name = Deployed(there[rule.Key.Rule].Select(each => each.ConfigRuleName));
                if (there[rule.Key.Rule].First(each => each.ConfigRuleName == name).Compliance?.ComplianceType?.Value is not ("COMPLIANT" or "NON_COMPLIANT"))
                {
                    silent.Add((rule, name));
                    continue;
                }

                await DetailedAsync(config, rule, name, record, cancel);
            }

            await SilentAsync(config, silent, record, cancel);
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e) || e is Engine.FaultException)
        {
            record.Shut(GapOf(account, region, e, rules.SelectMany(rule => rule.Controls).Select(control => control.Id).Distinct()));
        }
    }

    // One rule that cannot be asked keeps none of the others from being asked: this call takes names of 64 characters, and those that AWS makes for the organization may have more.
    private async Task DetailedAsync(IAmazonConfigService config, DeployedRule rule, string name, Testimony record, CancellationToken cancel)
    {
        try
        {
            await EvaluatedAsync(rule, Proof.Command("configservice", "get-compliance-details-by-config-rule", rule.Region, ("config-rule-name", name)), record, async token =>
            {
                var page = await config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = name, Limit = PerPage, NextToken = token }, cancel);
                return ((page.EvaluationResults ?? []).Select(each => new Evaluation(each.EvaluationResultIdentifier, each.ComplianceType, each.Annotation, each.ResultRecordedTime)), page.NextToken);
            });
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e))
        {
            record.Shut(GapOf(rule.Account, rule.Region, e, rule.Controls.Select(control => control.Id)));
        }
    }

    // All that a rule found in one place, whoever tells.
    private async Task EvaluatedAsync(DeployedRule rule, string command, Testimony record, Func<string?, Task<(IEnumerable<Evaluation> Found, string? Next)>> ask)
    {
        await Paged.VisitAsync(async token =>
        {
            var (page, answer) = await AnswerLog.OfAsync(() => ask(token));
            foreach (var evaluation in page.Found)
            {
                Tell(rule, evaluation, proof.Of(answer, EvidenceSource.Config, command), record);
            }

            return page.Next;
        });
        Looked(rule, record);
    }

    // A rule says nothing both when it never ran and when there is nothing for it: only its status tells which (Config API Reference, ConfigRuleEvaluationStatus, read 2026-11).
    private static async Task SilentAsync(IAmazonConfigService config, List<(DeployedRule Rule, string Name)> silent, Testimony record, CancellationToken cancel)
    {
        if (silent.Count == 0)
        {
            return;
        }

        var ran = (await Paged.AllAsync(async token =>
        {
            var page = await config.DescribeConfigRuleEvaluationStatusAsync(new() { NextToken = token }, cancel);
            return (page.ConfigRulesEvaluationStatus, page.NextToken);
        })).Where(status => status.LastSuccessfulEvaluationTime is not null).Select(status => status.ConfigRuleName).ToHashSet(StringComparer.Ordinal);
        silent.Where(each => ran.Contains(each.Name)).ToList().ForEach(each => Looked(each.Rule, record));
    }

    private static void Looked(DeployedRule rule, Testimony record)
    {
        foreach (var control in rule.Controls)
        {
            record.Looked(new(control.Id, rule.Account.Id, rule.Region));
        }
    }

    private void Tell(DeployedRule rule, Evaluation evaluation, Evident evidence, Testimony record)
    {
        var verdict = evaluation.Compliance.Value switch { "COMPLIANT" => Verdict.Pass, "NON_COMPLIANT" => Verdict.Fail, "NOT_APPLICABLE" => Verdict.NotApplicable, _ => Verdict.NotEvaluated };
        var qualifier = evaluation.Identifier.EvaluationResultQualifier;
        var reason = verdict switch
        {
            Verdict.Pass => $"AWS Config rule {rule.Key.Rule} found it compliant",
            Verdict.Fail => $"AWS Config rule {rule.Key.Rule} found it not compliant",
            Verdict.NotApplicable => $"AWS Config rule {rule.Key.Rule} does not apply to it",
            Verdict.NotEvaluated or Verdict.Exempt => $"AWS Config rule {rule.Key.Rule} has too little to judge it by",
        };
        foreach (var control in rule.Controls)
        {
            record.Found(
                new()
                {
                    Control = control.Id,
                    AccountId = rule.Account.Id,
                    Environment = rule.Account.Environment,
                    Region = rule.Region,
                    ResourceType = qualifier.ResourceType,
                    ResourceId = ResourceIds.Of(qualifier.ResourceType, qualifier.ResourceId),
                    Verdict = verdict,
                    Reason = string.IsNullOrEmpty(evaluation.Annotation) ? reason : $"{reason}: {evaluation.Annotation}",
                    Declared = rule.Parameters,
                    ObservedAt = evaluation.RecordedAt is { } moment ? new(DateTime.SpecifyKind(moment.ToUniversalTime(), DateTimeKind.Utc)) : inquiry.At,
                    Evidence = [evidence],
                },
                qualifier.ResourceId);
        }
    }

    private Gap GapOf(ReportAccount account, string region, Exception e, IEnumerable<string> controls)
    {
        var fault = world.FaultOf(e, new(account.Name, region));
        return new(account.Id, region, GapCall.Of(fault, "config:DescribeComplianceByConfigRule"), fault.What, [.. controls]);
    }

    /// <param name="Session">Of the aggregator.</param>
    /// <param name="Name">Of the aggregator.</param>
    /// <param name="Rules">Names that rules have where they evaluate.</param>
    private sealed record Aggregated(AwsSession Session, string Name, IReadOnlyDictionary<RuleKey, string> Rules);

    private sealed record Evaluation(EvaluationResultIdentifier Identifier, ComplianceType Compliance, string? Annotation, DateTime? RecordedAt);
}
