using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>What the rules of all accounts found, as an aggregator sees it.</summary>
internal sealed partial class ConfigSandbox
{
    /// <remarks>Rules without results are not among the answers (Config API Reference, DescribeAggregateComplianceByConfigRules, read 2026-11).</remarks>
    public override DescribeAggregateComplianceByConfigRulesResponse DescribeAggregateComplianceByConfigRules(DescribeAggregateComplianceByConfigRulesRequest request, Call call)
    {
        var filters = request.Filters;
        var all = from source in Sources(Aggregator(request.ConfigurationAggregatorName!, call))
                  where (filters?.AccountId ?? source.Account.Id) == source.Account.Id && (filters?.AwsRegion ?? source.Region) == source.Region
                  from rule in source.Config.Rules
                  where (filters?.ConfigRuleName ?? rule.Name) == rule.Name
                  let compliance = Told(compliances.Of(rule, source.Account, source.Region))
                  where compliance.ComplianceType != Compliances.InsufficientData && (filters?.ComplianceType ?? compliance.ComplianceType) == compliance.ComplianceType
                  select new AggregateComplianceByConfigRule { ConfigRuleName = rule.Name, Compliance = compliance, AccountId = source.Account.Id, AwsRegion = source.Region };
        var (page, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new DescribeAggregateComplianceByConfigRulesResponse { AggregateComplianceByConfigRules = page, NextToken = next };
    }

    public override GetAggregateComplianceDetailsByConfigRuleResponse GetAggregateComplianceDetailsByConfigRule(GetAggregateComplianceDetailsByConfigRuleRequest request, Call call)
    {
        var all = from source in Sources(Aggregator(request.ConfigurationAggregatorName!, call))
                  where source.Account.Id == request.AccountId && source.Region == request.AwsRegion
                  from rule in source.Config.Rules
                  where rule.Name == request.ConfigRuleName
                  from each in compliances.Of(rule, source.Account, source.Region)
                  where (request.ComplianceType ?? each.Compliance) == each.Compliance
                  select new AggregateEvaluationResult
                  {
                      AccountId = source.Account.Id,
                      AwsRegion = source.Region,
                      ComplianceType = each.Compliance,
                      Annotation = each.Annotation,
                      ConfigRuleInvokedTime = each.RecordedAt,
                      ResultRecordedTime = each.RecordedAt,
                      EvaluationResultIdentifier = Identifier(rule, each),
                  };
        var (page, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new GetAggregateComplianceDetailsByConfigRuleResponse { AggregateEvaluationResults = page, NextToken = next };
    }
}
