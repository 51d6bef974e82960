using SecretScoops.Governance.Baseline.Resources.ConfigRules;
using SecretScoops.Governance.ConfigRules;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>What of a rule counts, and what AWS fills in by itself.</summary>
public sealed class ConfigRuleTests
{
    [Fact]
    public void A_parameter_that_says_the_default_says_nothing_and_a_required_one_always_does()
    {
        Assert.Empty(ConfigRuleAttributes.ParametersOf("IAM_PASSWORD_POLICY", [new("MinimumPasswordLength", "14"), new("RequireSymbols", "True")]));
        Assert.Equal(["MinimumPasswordLength"], ConfigRuleAttributes.ParametersOf("IAM_PASSWORD_POLICY", [new("MinimumPasswordLength", "16")]).Keys);
        Assert.Equal(["maxAccessKeyAge"], ConfigRuleAttributes.ParametersOf("ACCESS_KEYS_ROTATED", [new("maxAccessKeyAge", "90")]).Keys);
    }

    [Fact]
    public void A_periodic_rule_runs_daily_unless_it_says_otherwise_and_others_have_no_frequency()
    {
        Assert.Equal("TwentyFour_Hours", ConfigRuleAttributes.FrequencyOf("ACCESS_KEYS_ROTATED", null));
        Assert.Equal("One_Hour", ConfigRuleAttributes.FrequencyOf("ACCESS_KEYS_ROTATED", "One_Hour"));
        Assert.Null(ConfigRuleAttributes.FrequencyOf("RDS_STORAGE_ENCRYPTED", null));
    }

    [Fact]
    public void Parameters_are_texts_in_JSON_whatever_AWS_makes_of_them()
    {
        Assert.Equal("""{"a":"1","b":"x"}""", RuleParameters.Write(new SortedDictionary<string, string> { ["b"] = "x", ["a"] = "1" }));
        Assert.Equal(["a=1", "b=x"], RuleParameters.Read("""{"a":1,"b":"x"}""").Select(p => $"{p.Key}={p.Value}"));
        Assert.Empty(RuleParameters.Read(null));
    }

    [Fact]
    public void Every_line_of_the_catalogue_can_be_read()
    {
        var rules = ManagedRules.Embedded.Identifiers.Select(i => ManagedRules.Embedded.Find(i)!).ToList();

        Assert.True(rules.Count > 800);
        Assert.All(rules, r => Assert.True(r.OnChange || r.Periodic, r.Identifier));
        Assert.Equal("us-east-1", ManagedRules.Embedded.Find("CLOUDFRONT_VIEWER_POLICY_HTTPS")!.OnlyIn);
    }
}
