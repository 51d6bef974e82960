using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine.Guards;

public sealed class UncoveredPlacementTests
{
    private static readonly IReadOnlyDictionary<string, ResourceKind> Kinds =
        new[] { "organization", "scp", "scp-attachment", "ou", "account", "placement" }.ToDictionary(k => k, k => (ResourceKind)new Thing(k == "placement" ? Nature.Setting : Nature.Thing, k));

    private static readonly Resource[] Ground =
        [Some.Resource("organization/root"), Some.Resource("ou/W"), Some.Resource("ou/W/PROD"), Some.Resource("account/new"), Some.Resource("scp/deny")];

    private static readonly Resource Placement =
        Some.Resource("placement/new", """{"account":{"$ref":"account/new"},"parent":{"$ref":"ou/W/PROD"}}""");

    [Theory]
    [InlineData("organization/root")]
    [InlineData("ou/W")]
    [InlineData("ou/W/PROD")]
    [InlineData("account/new")]
    public void An_account_does_not_enter_a_unit_whose_guardrails_this_run_leaves_out(string target)
    {
        var attachment = Attached(target);

        var narrowed = Some.Plan([.. Ground, Placement, attachment], Ground, new() { Only = ["placement"] }, kinds: Kinds);
        var whole = Some.Plan([.. Ground, Placement, attachment], Ground, kinds: Kinds);
        var there = Some.Plan([.. Ground, Placement, attachment], [.. Ground, attachment], new() { Only = ["placement"] }, kinds: Kinds);

        Assert.Equal("uncovered", Assert.Single(narrowed.Refusals).Code);
        Assert.Empty(whole.Refusals);
        Assert.Empty(there.Refusals);
    }

    [Fact]
    public void What_is_missing_elsewhere_is_no_obstacle() =>
        Assert.Empty(Some.Plan([.. Ground, Some.Resource("ou/DEV"), Placement, Attached("ou/DEV")], [.. Ground, Some.Resource("ou/DEV")], new() { Only = ["placement"] }, kinds: Kinds).Refusals);

    private static Resource Attached(string target) => Some.Resource($"scp-attachment/deny:{target}", $$$"""{"policy":{"$ref":"scp/deny"},"target":{"$ref":"{{{target}}}"}}""");
}
