using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.AccessAnalyzer;

namespace SecretScoops.Governance.Sandbox.AccessAnalyzer;

/// <summary>Archive rules.</summary>
internal sealed partial class AccessAnalyzerSandbox
{
    public override CreateArchiveRuleResponse CreateArchiveRule(CreateArchiveRuleRequest request, Call call)
    {
        var analyzer = Analyzer(call, request.AnalyzerName!);
        analyzer.ArchiveRules.Add(analyzer.ArchiveRules.Exists(rule => rule.Name == request.RuleName)
            ? throw new ConflictException($"Archive rule {request.RuleName} already exists") { ResourceId = request.RuleName, ResourceType = "archiveRule" }
            : Stored(request.RuleName!, request.Filter!));
        return new CreateArchiveRuleResponse();
    }

    public override GetArchiveRuleResponse GetArchiveRule(GetArchiveRuleRequest request, Call call) => new() { ArchiveRule = Shown(Rule(Analyzer(call, request.AnalyzerName!), request.RuleName!)) };

    public override ListArchiveRulesResponse ListArchiveRules(ListArchiveRulesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Analyzer(call, request.AnalyzerName!).ArchiveRules, request.MaxResults, request.NextToken);
        return new ListArchiveRulesResponse { ArchiveRules = [.. shown.Select(Shown)], NextToken = next };
    }

    public override UpdateArchiveRuleResponse UpdateArchiveRule(UpdateArchiveRuleRequest request, Call call)
    {
        var rule = Rule(Analyzer(call, request.AnalyzerName!), request.RuleName!);
        (rule.Filter, rule.UpdatedAt) = (Stored(rule.Name, request.Filter!).Filter, world.Now);
        return new UpdateArchiveRuleResponse();
    }

    public override DeleteArchiveRuleResponse DeleteArchiveRule(DeleteArchiveRuleRequest request, Call call)
    {
        var analyzer = Analyzer(call, request.AnalyzerName!);
        analyzer.ArchiveRules.Remove(Rule(analyzer, request.RuleName!));
        return new DeleteArchiveRuleResponse();
    }

    private static StoredArchiveRule Rule(StoredAnalyzer analyzer, string name) => analyzer.ArchiveRules.Find(rule => rule.Name == name)
        ?? throw new ResourceNotFoundException($"Archive rule {name} does not exist") { ResourceId = name, ResourceType = "archiveRule" };

    private static ArchiveRuleSummary Shown(StoredArchiveRule rule) => new()
    {
        RuleName = rule.Name,
        CreatedAt = rule.CreatedAt,
        UpdatedAt = rule.UpdatedAt,
        Filter = rule.Filter.ToDictionary(
            static each => each.Key, static each => new Criterion { Eq = each.Value.Eq, Neq = each.Value.Neq, Contains = each.Value.Contains, Exists = each.Value.Exists }, StringComparer.Ordinal),
    };

    private StoredArchiveRule Stored(string name, Dictionary<string, Criterion> filter)
    {
        var rule = new StoredArchiveRule { Name = name, CreatedAt = world.Now, UpdatedAt = world.Now };
        foreach (var (key, criterion) in filter)
        {
            rule.Filter[key] = new StoredCriterion { Eq = criterion.Eq, Neq = criterion.Neq, Contains = criterion.Contains, Exists = criterion.Exists };
        }

        return rule;
    }
}
