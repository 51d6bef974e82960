using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>What AWS Config found in all accounts and regions.</summary>
/// <param name="config">Of the aggregator's account and region.</param>
/// <param name="name">The aggregator's.</param>
internal sealed class ComplianceAggregator(IAmazonConfigService config, string name)
{
    private const string NonCompliant = "NON_COMPLIANT";

    /// <summary>What it takes. An aggregator's ARN ends with an id that AWS gave it, not with its name.</summary>
    public static IReadOnlyList<Need> Needs { get; } =
    [
        new("config:DescribeAggregateComplianceByConfigRules", "arn:{partition}:config:{region}:{account}:config-aggregator/*"),
        new("config:GetAggregateComplianceDetailsByConfigRule", "arn:{partition}:config:{region}:{account}:config-aggregator/*"),
    ];

    /// <summary>The rules that something breaks, by account and region.</summary>
    /// <param name="accountId">The account; null for all of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<AggregateComplianceByConfigRule>> FailingRulesAsync(string? accountId, CancellationToken cancellationToken) => await Paged.AllAsync(async token =>
    {
        var page = await config.DescribeAggregateComplianceByConfigRulesAsync(
            new() { ConfigurationAggregatorName = name, Filters = new() { ComplianceType = NonCompliant, AccountId = accountId }, NextToken = token }, cancellationToken);
        return (page.AggregateComplianceByConfigRules, page.NextToken);
    });

    /// <summary>What breaks one of them.</summary>
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
                    ComplianceType = NonCompliant,
                    NextToken = token,
                },
                cancellationToken);
            return (page.AggregateEvaluationResults, page.NextToken);
        });
        return [.. results.Select(result => result.EvaluationResultIdentifier.EvaluationResultQualifier)];
    }
}
