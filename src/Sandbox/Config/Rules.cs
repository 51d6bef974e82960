using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Rules of an account. Those that the organization deployed are there too, and nobody there can change them.</summary>
internal sealed partial class ConfigSandbox
{
    // Config Developer Guide, "Service Limits", read 2026-11.
    private const int MostRules = 1_000;

    public override PutConfigRuleResponse PutConfigRule(PutConfigRuleRequest request, Call call)
    {
        var (config, asked) = (Config(call), request.ConfigRule!);
        if (config.Recorder is null)
        {
            throw new NoAvailableConfigurationRecorderException("Configuration Recorder is not available");
        }

        var present = config.Rules.Find(each => each.Name == asked.ConfigRuleName || each.Arn == asked.ConfigRuleArn || each.Id == asked.ConfigRuleId);
        if (present is null && asked.ConfigRuleName is null)
        {
            throw new InvalidParameterValueException("One or more identifiers needs to be provided. Provide Name or Id or Arn");
        }

        RequireOwn(present);
        var content = RuleContents.Of(asked);
        if (present is not null)
        {
            present.Content = content;
            return new PutConfigRuleResponse();
        }

        if (config.Rules.Count >= MostRules)
        {
            throw new MaxNumberOfConfigRulesExceededException($"Failed to put config rule: the maximum number of {MostRules} AWS Config rules is reached.");
        }

        var rule = Add(config, call.AccountId, call.Region, asked.ConfigRuleName!, content, null);
        request.Tags?.ForEach(tag => TagsOf(rule.Arn, call)[tag.Key!] = tag.Value ?? "");
        return new PutConfigRuleResponse();
    }

    public override DescribeConfigRulesResponse DescribeConfigRules(DescribeConfigRulesRequest request, Call call)
    {
        var all = request.ConfigRuleNames is { Count: > 0 } names ? names.Select(name => Rule(name, call)) : Config(call).Rules;
        var (rules, next) = narrow.Cut(all, null, request.NextToken);
        return new DescribeConfigRulesResponse { ConfigRules = [.. rules.Select(RuleContents.Shown)], NextToken = next };
    }

    public override DeleteConfigRuleResponse DeleteConfigRule(DeleteConfigRuleRequest request, Call call)
    {
        var rule = Rule(request.ConfigRuleName!, call);
        RequireOwn(rule);
        Config(call).Rules.Remove(rule);
        Config(call).Tags.Remove(rule.Arn);
        return new DeleteConfigRuleResponse();
    }

    public override GetCustomRulePolicyResponse GetCustomRulePolicy(GetCustomRulePolicyRequest request, Call call) => new() { PolicyText = Rule(request.ConfigRuleName!, call).Content.PolicyText };

    private StoredConfigRule Rule(string name, Call call) => Config(call).Rules.Find(each => each.Name == name)
        ?? throw new NoSuchConfigRuleException($"The ConfigRule '{name}' provided in the request is invalid. Please check the configRule name");

    private StoredConfigRule Add(StoredConfig config, string accountId, string region, string name, StoredRuleContent content, string? createdBy)
    {
        var id = $"config-rule-{world.Ids.Letters(6)}";
        var rule = new StoredConfigRule
        {
            Name = name,
            Id = id,
            Arn = Arn(region, accountId, $"config-rule/{(createdBy is null ? "" : $"aws-service-rule/{createdBy}/")}{id}"),
            Content = content,
            CreatedBy = createdBy,
            ActivatedAt = world.Now,
        };
        config.Rules.Add(rule);
        return rule;
    }

    private static void RequireOwn(StoredConfigRule? rule)
    {
        if (rule?.CreatedBy is { } service)
        {
            throw new WireException("AccessDeniedException", $"AWS Config rule {rule.Name} is a service-linked rule of {service} and cannot be changed by this account.", 400);
        }
    }
}
