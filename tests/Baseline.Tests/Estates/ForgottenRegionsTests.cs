using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using Xunit;
using EngineSome = SecretScoops.Governance.Baseline.Tests.Engine.Some;

namespace SecretScoops.Governance.Baseline.Tests.Estates;

/// <summary>What tells that a region was governed, and what does not.</summary>
public sealed class ForgottenRegionsTests
{
    private const string Gone = "eu-central-1";

    [Fact]
    public void A_guardrail_of_ours_that_spared_a_region_tells_of_it()
    {
        var note = Assert.Single(Notes(Scp("Deny", "StringNotEquals", "eu-west-1"), Scp("Deny", "StringNotEquals", "eu-west-1", Gone)));

        Assert.Equal((Severity.Note, "region-forgotten"), (note.Severity, note.Code));
        Assert.Contains("region \"eu-central-1\" was governed, as scp/regions tells, and is neither governed nor retired", note.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_was_linked_tells_of_itself() =>
        Assert.Single(Notes(Aggregator("NO_REGIONS"), Aggregator("SPECIFIED_REGIONS", Gone)));

    [Fact]
    public void A_region_is_told_of_once_whatever_knows_of_it() => Assert.Single(ForgottenRegions.In(
        Zone(),
        [Scp("Deny", "StringNotEquals", "eu-west-1"), Aggregator("NO_REGIONS")],
        [Scp("Deny", "StringNotEquals", "eu-west-1", Gone), Aggregator("SPECIFIED_REGIONS", Gone)]));

    [Fact]
    public void A_retired_region_is_not_forgotten() => Assert.Empty(ForgottenRegions.In(
        Zone() with { RetiredRegions = [Gone] }, [Aggregator("NO_REGIONS")], [Aggregator("SPECIFIED_REGIONS", Gone)]));

    [Fact]
    public void A_mode_that_links_all_regions_but_some_names_none_that_was_governed() =>
        Assert.Empty(Notes(Aggregator("NO_REGIONS"), Aggregator("ALL_REGIONS_EXCEPT_SPECIFIED", Gone)));

    [Theory]
    [InlineData("Deny", "StringEquals")]
    [InlineData("Allow", "StringNotEquals")]
    public void A_guardrail_that_denies_a_region_did_not_govern_it(string effect, string @operator) =>
        Assert.Empty(Notes(Scp(effect, @operator, "eu-west-1"), Scp(effect, @operator, "eu-west-1", Gone)));

    [Fact]
    public void A_region_that_guardrails_go_on_to_spare_was_not_governed_for_that() =>
        Assert.Empty(Notes(Scp("Deny", "StringNotEquals", "eu-west-1", "us-east-1"), Scp("Deny", "StringNotEquals", "eu-west-1", "us-east-1")));

    [Fact]
    public void What_is_no_region_is_none() =>
        Assert.Empty(Notes(Scp("Deny", "StringNotLike", "eu-west-1"), Scp("Deny", "StringNotLike", "eu-west-1", "eu-*")));

    [Fact]
    public void A_stranger_s_guardrail_says_nothing_of_our_regions() =>
        Assert.Empty(Notes(Scp("Deny", "StringNotEquals", "eu-west-1"), Scp("Deny", "StringNotEquals", "eu-west-1", Gone) with { Owned = false }));

    private static IEnumerable<Fault> Notes(Resource desired, Resource observed) => ForgottenRegions.In(Zone(), [desired], [observed]);

    private static LandingZone Zone() => Resources.Some.LandingZone;

    private static Resource Scp(string effect, string @operator, params string[] regions) => EngineSome.Resource("scp/regions", $$$"""
        {
          "content": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "{{{effect}}}", "Action": "*", "Resource": "*", "Condition": { "{{{@operator}}}": { "aws:RequestedRegion": [{{{Listed(regions)}}}] } } }]
          }
        }
        """);

    private static Resource Aggregator(string mode, params string[] regions) =>
        EngineSome.Resource("security-hub-aggregator/default@root/eu-west-1", $$"""{"mode":"{{mode}}","regions":[{{Listed(regions)}}]}""");

    private static string Listed(string[] values) => string.Join(',', values.Select(value => $"\"{value}\""));
}
