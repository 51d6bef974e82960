using SecretScoops.Governance.Events;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Events;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Rules of event buses, and tags of rules and buses.</summary>
internal sealed partial class EventsSandbox
{
    // EventBridge quotas, "Rules": 300 on each bus in most regions.
    private const int MostRules = 300;

    /// <remarks>What an update does not name is taken back; tags of a rule that is there already are ignored (API Reference, PutRule).</remarks>
    public override PutRuleResponse PutRule(PutRuleRequest request, Call call)
    {
        var (name, bus) = Find(request.EventBusName, "PutRule", call);
        if (request is { EventPattern: null, ScheduleExpression: null })
        {
            throw Invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        if (request.ScheduleExpression is not null && name.Name != StoredBus.Default)
        {
            throw Invalid("ScheduleExpression is supported only on the default event bus.");
        }

        if (request.EventPattern is { } pattern && EventPattern.TryParse(pattern, out var fault) is null)
        {
            throw new InvalidEventPatternException($"Event pattern is not valid. Reason: {fault!.What}");
        }

        if (!bus.Rules.TryGetValue(request.Name!, out var rule))
        {
            if (bus.Rules.Count >= MostRules)
            {
                throw new LimitExceededException("The requested resource exceeds the maximum number allowed.");
            }

            bus.Rules[request.Name!] = rule = new StoredEventRule { Tags = new((request.Tags ?? []).ToDictionary(tag => tag.Key!, tag => tag.Value!), StringComparer.Ordinal) };
        }

        (rule.Pattern, rule.Schedule, rule.Description, rule.RoleArn, rule.State) = (request.EventPattern, request.ScheduleExpression, request.Description, request.RoleArn, request.State ?? "ENABLED");
        return new PutRuleResponse { RuleArn = name.Rule(request.Name!) };
    }

    public override DescribeRuleResponse DescribeRule(DescribeRuleRequest request, Call call)
    {
        var (name, rule) = FindRule(request.Name!, request.EventBusName, "DescribeRule", call);
        return new DescribeRuleResponse
        {
            Name = request.Name,
            Arn = name.Rule(request.Name!),
            EventPattern = rule.Pattern,
            ScheduleExpression = rule.Schedule,
            State = rule.State,
            Description = rule.Description,
            RoleArn = rule.RoleArn,
            EventBusName = name.Name,
            CreatedBy = name.AccountId,
        };
    }

    public override ListRulesResponse ListRules(ListRulesRequest request, Call call)
    {
        var (name, bus) = Find(request.EventBusName, "ListRules", call);
        var (rules, next) = pages.Cut(bus.Rules.Where(rule => rule.Key.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)), request.Limit, request.NextToken);
        return new ListRulesResponse
        {
            Rules =
            [
                .. rules.Select(rule => new Rule
                {
                    Name = rule.Key,
                    Arn = name.Rule(rule.Key),
                    EventPattern = rule.Value.Pattern,
                    ScheduleExpression = rule.Value.Schedule,
                    State = rule.Value.State,
                    Description = rule.Value.Description,
                    RoleArn = rule.Value.RoleArn,
                    EventBusName = name.Name,
                }),
            ],
            NextToken = next,
        };
    }

    public override EnableRuleResponse EnableRule(EnableRuleRequest request, Call call)
    {
        FindRule(request.Name!, request.EventBusName, "EnableRule", call).Rule.State = "ENABLED";
        return new EnableRuleResponse();
    }

    public override DisableRuleResponse DisableRule(DisableRuleRequest request, Call call)
    {
        FindRule(request.Name!, request.EventBusName, "DisableRule", call).Rule.State = "DISABLED";
        return new DisableRuleResponse();
    }

    /// <remarks>Deleting what is not there succeeds.</remarks>
    public override DeleteRuleResponse DeleteRule(DeleteRuleRequest request, Call call)
    {
        var (_, bus) = Find(request.EventBusName, "DeleteRule", call);
        if (bus.Rules.GetValueOrDefault(request.Name!) is { Targets.Count: > 0 })
        {
            throw Invalid("Rule can't be deleted since it has targets.");
        }

        bus.Rules.Remove(request.Name!);
        return new DeleteRuleResponse();
    }

    public override TestEventPatternResponse TestEventPattern(TestEventPatternRequest request, Call call)
    {
        var pattern = EventPattern.TryParse(request.EventPattern!, out var fault) ?? throw new InvalidEventPatternException($"Event pattern is not valid. Reason: {fault!.What}");
        return new TestEventPatternResponse { Result = pattern.Matches(EventDelivery.Parse(request.Event!) ?? throw Invalid("Parameter Event is not valid.")) };
    }

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceARN!, call);
        request.Tags!.ForEach(tag => tags[tag.Key!] = tag.Value!);
        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceARN!, call);
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) =>
        new() { Tags = [.. TagsOf(request.ResourceARN!, call).Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] };

    private (BusName Name, StoredEventRule Rule) FindRule(string rule, string? bus, string action, Call call)
    {
        var (name, found) = Find(bus, action, call);
        return (name, found.Rules.GetValueOrDefault(rule) ?? throw new ResourceNotFoundException($"Rule {rule} does not exist on EventBus {name.Name}."));
    }

    private SortedDictionary<string, string> TagsOf(string arn, Call call)
    {
        if (BusName.OfArn(arn) is { } bus)
        {
            return bus.AccountId == call.AccountId && bus.Find(world) is { } found ? found.Tags : throw new ResourceNotFoundException($"Event bus {bus.Name} does not exist.");
        }

        var path = arn.Split(':', 6) is [_, _, "events", _, var account, var resource] && account == call.AccountId && resource.StartsWith("rule/", StringComparison.Ordinal)
            ? resource["rule/".Length..].Split('/')
            : throw Invalid($"Provided Arn is not in correct format. {arn}");
        return FindRule(path[^1], path.Length > 1 ? path[0] : null, "TagResource", call).Rule.Tags;
    }
}
