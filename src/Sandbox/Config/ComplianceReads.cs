using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>What the rules of an account found.</summary>
internal sealed partial class ConfigSandbox
{
    // AWS caps what it counts (Config API Reference, ComplianceContributorCount, read 2026-11).
    private const int MostCounted = 25;

    public override DescribeComplianceByConfigRuleResponse DescribeComplianceByConfigRule(DescribeComplianceByConfigRuleRequest request, Call call)
    {
        var rules = request.ConfigRuleNames is { Count: > 0 } names ? names.Select(name => Rule(name, call)) : Config(call).Rules;
        var all = rules
            .Select(rule => new ComplianceByConfigRule { ConfigRuleName = rule.Name, Compliance = Told(Found(rule, call)) })
            .Where(each => request.ComplianceTypes is not { Count: > 0 } types || types.Contains(each.Compliance!.ComplianceType!));
        var (page, next) = narrow.Cut(all, null, request.NextToken);
        return new DescribeComplianceByConfigRuleResponse { ComplianceByConfigRules = page, NextToken = next };
    }

    public override GetComplianceDetailsByConfigRuleResponse GetComplianceDetailsByConfigRule(GetComplianceDetailsByConfigRuleRequest request, Call call)
    {
        var rule = Rule(request.ConfigRuleName!, call);
        var all = Found(rule, call).Where(each => request.ComplianceTypes is not { Count: > 0 } types || types.Contains(each.Compliance)).Select(each => Result(rule, each));
        var (page, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new GetComplianceDetailsByConfigRuleResponse { EvaluationResults = page, NextToken = next };
    }

    public override GetComplianceDetailsByResourceResponse GetComplianceDetailsByResource(GetComplianceDetailsByResourceRequest request, Call call)
    {
        var all = Config(call).Rules
            .SelectMany(rule => Found(rule, call).Where(each => each.ResourceType == request.ResourceType && each.ResourceId == request.ResourceId).Select(each => Result(rule, each)))
            .Where(each => request.ComplianceTypes is not { Count: > 0 } types || types.Contains(each.ComplianceType!));
        var (page, next) = wide.Cut(all, null, request.NextToken);
        return new GetComplianceDetailsByResourceResponse { EvaluationResults = page, NextToken = next };
    }

    public override DescribeComplianceByResourceResponse DescribeComplianceByResource(DescribeComplianceByResourceRequest request, Call call)
    {
        var all = Config(call).Rules
            .SelectMany(rule => Found(rule, call))
            .Where(each => (request.ResourceType ?? each.ResourceType) == each.ResourceType && (request.ResourceId ?? each.ResourceId) == each.ResourceId)
            .GroupBy(each => (each.ResourceType, each.ResourceId))
            .Select(group => new ComplianceByResource { ResourceType = group.Key.ResourceType, ResourceId = group.Key.ResourceId, Compliance = Told([.. group]) })
            .Where(each => request.ComplianceTypes is not { Count: > 0 } types || types.Contains(each.Compliance!.ComplianceType!));
        var (page, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new DescribeComplianceByResourceResponse { ComplianceByResources = page, NextToken = next };
    }

    public override GetComplianceSummaryByConfigRuleResponse GetComplianceSummaryByConfigRule(GetComplianceSummaryByConfigRuleRequest request, Call call)
    {
        var sums = Config(call).Rules.ConvertAll(rule => Compliances.Sum(Found(rule, call)));
        return new GetComplianceSummaryByConfigRuleResponse
        {
            ComplianceSummary = new()
            {
                CompliantResourceCount = Count(sums.Count(sum => sum == Compliances.Compliant)),
                NonCompliantResourceCount = Count(sums.Count(sum => sum == Compliances.NonCompliant)),
                ComplianceSummaryTimestamp = world.Now,
            },
        };
    }

    public override DescribeConfigRuleEvaluationStatusResponse DescribeConfigRuleEvaluationStatus(DescribeConfigRuleEvaluationStatusRequest request, Call call)
    {
        var rules = request.ConfigRuleNames is { Count: > 0 } names ? names.Select(name => Rule(name, call)) : Config(call).Rules;
        var all = rules.Select(rule => new ConfigRuleEvaluationStatus
        {
            ConfigRuleName = rule.Name,
            ConfigRuleArn = rule.Arn,
            ConfigRuleId = rule.Id,
            FirstActivatedTime = rule.ActivatedAt,
            FirstEvaluationStarted = true,
            LastSuccessfulInvocationTime = rule.EvaluatedAt ?? rule.ActivatedAt,
            LastSuccessfulEvaluationTime = rule.EvaluatedAt ?? rule.ActivatedAt,
        });
        var (page, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new DescribeConfigRuleEvaluationStatusResponse { ConfigRulesEvaluationStatus = page, NextToken = next };
    }

    public override StartConfigRulesEvaluationResponse StartConfigRulesEvaluation(StartConfigRulesEvaluationRequest request, Call call)
    {
        foreach (var rule in (request.ConfigRuleNames ?? []).ConvertAll(name => Rule(name, call)))
        {
            rule.EvaluatedAt = world.Now;
        }

        return new StartConfigRulesEvaluationResponse();
    }

    /// <remarks>The token names the rule. AWS hands it to the function; here it is the rule's name, which a function's event has too.</remarks>
    public override PutEvaluationsResponse PutEvaluations(PutEvaluationsRequest request, Call call)
    {
        var rule = Config(call).Rules.Find(each => each.Name == request.ResultToken || each.Id == request.ResultToken)
            ?? throw new InvalidResultTokenException("The resultToken provided is invalid.");
        if (request.TestMode == true)
        {
            return new PutEvaluationsResponse { FailedEvaluations = [] };
        }

        foreach (var each in request.Evaluations ?? [])
        {
            rule.Evaluations.RemoveAll(old => old.ResourceType == each.ComplianceResourceType && old.ResourceId == each.ComplianceResourceId);
            if (each.ComplianceType != "NOT_APPLICABLE")
            {
                rule.Evaluations.Add(new StoredEvaluation
                {
                    ResourceType = each.ComplianceResourceType!,
                    ResourceId = each.ComplianceResourceId!,
                    Compliance = each.ComplianceType!,
                    Annotation = each.Annotation,
                    OrderedAt = each.OrderingTimestamp!.Value,
                    RecordedAt = world.Now,
                });
            }
        }

        rule.EvaluatedAt = world.Now;
        return new PutEvaluationsResponse { FailedEvaluations = [] };
    }

    private IReadOnlyList<StoredEvaluation> Found(StoredConfigRule rule, Call call) => compliances.Of(rule, world.Account(call), call.Region);

    private static Compliance Told(IReadOnlyList<StoredEvaluation> evaluations) => new()
    {
        ComplianceType = Compliances.Sum(evaluations),
        ComplianceContributorCount = Compliances.Sum(evaluations) == Compliances.NonCompliant ? Count(evaluations.Count(each => each.Compliance == Compliances.NonCompliant)) : null,
    };

    private static ComplianceContributorCount Count(int count) => new() { CappedCount = Math.Min(count, MostCounted), CapExceeded = count > MostCounted };

    private static EvaluationResult Result(StoredConfigRule rule, StoredEvaluation evaluation) => new()
    {
        ComplianceType = evaluation.Compliance,
        Annotation = evaluation.Annotation,
        ConfigRuleInvokedTime = evaluation.RecordedAt,
        ResultRecordedTime = evaluation.RecordedAt,
        EvaluationResultIdentifier = Identifier(rule, evaluation),
    };

    private static EvaluationResultIdentifier Identifier(StoredConfigRule rule, StoredEvaluation evaluation) => new()
    {
        OrderingTimestamp = evaluation.OrderedAt,
        EvaluationResultQualifier = new() { ConfigRuleName = rule.Name, ResourceType = evaluation.ResourceType, ResourceId = evaluation.ResourceId, EvaluationMode = "DETECTIVE" },
    };
}
