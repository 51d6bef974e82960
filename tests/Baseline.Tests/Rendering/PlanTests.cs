using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class PlanTests
{
    public static TheoryData<string, int, bool> Manners => new MatrixTheoryData<string, int, bool>(["first", "changed", "same", "refused"], [80, 140], [false, true]);

    [Theory]
    [MemberData(nameof(Manners))]
    public void A_plan_reads_at_a_glance(string plan, int width, bool color)
    {
        var told = Told.By("text", r => r.Plan(Named(plan), Scoops.Older, new(), null), width, color);

        Snapshot.Match(told.Result, $"plan-{plan}-{width}{(color ? "-color" : "")}.txt");
        Assert.Empty(told.Diagnostics);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("changed")]
    public void Verbose_tells_values_in_full(string plan) =>
        Snapshot.Match(Told.By("text", r => r.Plan(Named(plan), Scoops.Older, new(), null), verbose: true).Result, $"plan-{plan}-verbose.txt");

    [Theory]
    [InlineData("first")]
    [InlineData("changed")]
    [InlineData("same")]
    [InlineData("refused")]
    public void A_pull_request_shows_the_same_plan(string plan) =>
        Snapshot.Match(Told.By("markdown", r => r.Plan(Named(plan), Scoops.Older, new(), null)).Result, $"plan-{plan}.md");

    [Theory]
    [InlineData("changed")]
    [InlineData("refused")]
    public void A_script_reads_the_same_plan(string plan) =>
        Snapshot.Match(Told.By("json", r => r.Plan(Named(plan), Scoops.Older, new() { Without = ["permission-set-tags"] }, null)).Result, $"plan-{plan}.json");

    [Fact]
    public void What_could_not_be_read_is_named_as_such_in_every_format()
    {
        var plan = Scoops.First with { NotRead = [Address.Parse("permission-set/DevOps"), Address.Parse("group/devops")] };

        Assert.Contains("2 not read", Told.By("text", r => r.Plan(plan, Scoops.Older, new(), null)).Result, StringComparison.Ordinal);
        Assert.Contains("  ? group/devops\n  ? permission-set/DevOps\n", Told.By("text", r => r.Plan(plan, Scoops.Older, new(), null)).Result, StringComparison.Ordinal);
        Assert.Contains("- not known whether it is there: permission-set/DevOps\n", Told.By("markdown", r => r.Plan(plan, Scoops.Older, new(), null)).Result, StringComparison.Ordinal);
        Assert.Contains("\"permission-set/DevOps\"", Told.By("json", r => r.Plan(plan, Scoops.Older, new(), null)).Result, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_without_colours_is_wider_than_the_terminal_but_for_addresses_and_faults()
    {
        var told = Told.By("text", r => r.Plan(Scoops.Changed, Scoops.Older, new(), null), width: 60);

        Assert.All(told.Result.Split('\n').Where(l => !l.StartsWith("Plan:", StringComparison.Ordinal)), l => Assert.True(l.Length <= 60, l));
    }

    [Fact]
    public void The_next_command_repeats_what_this_one_was_given()
    {
        var settings = new Settings
        {
            Policies = "my policies",
            Format = "text",
            Rehearsal = ".baseline/rehearsal.json",
            Plan = new() { Only = ["scp", "scp-attachment"], Allow = ["deletions"] },
        };

        var told = Told.By("text", r => r.Plan(Scoops.Changed, Scoops.Older, settings.Plan, null), settings: settings);

        Assert.EndsWith(
            "Carry it out with: baseline apply --policies 'my policies' --rehearse .baseline/rehearsal.json --only scp,scp-attachment --allow deletions\n",
            told.Result,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_held_against_a_snapshot_is_not_to_be_applied()
    {
        var told = Told.By("text", r => r.Plan(Scoops.Changed, Scoops.Older, new(), null), settings: new() { Policies = "policies", Format = "text", Estate = "estate.json" });

        Assert.DoesNotContain("baseline apply", told.Result, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_plan_is_named_in_the_next_command() => Assert.EndsWith(
        "Carry it out with: baseline apply plan.json\n", Told.By("text", r => r.Plan(Scoops.Changed, Scoops.Older, new(), "plan.json")).Result, StringComparison.Ordinal);

    [Fact]
    public void An_apply_shows_its_plan_before_it_asks_and_tells_a_script_its_outcome_alone()
    {
        Assert.Contains("scp/protect-databases", Told.By("text", r => r.PlanToApply(Scoops.Changed, Scoops.Older, new())).Result, StringComparison.Ordinal);
        Assert.Empty(Told.By("json", r => r.PlanToApply(Scoops.Changed, Scoops.Older, new())).Result);
        Assert.NotEmpty(Told.By("json", r => r.PlanToApply(Scoops.Refused, Scoops.Older, new())).Result);
        Assert.NotEmpty(Told.By("json", r => r.PlanToApply(Scoops.Same, Scoops.Young, new())).Result);
        Assert.Contains("Nothing was changed", Told.By("text", r => r.PlanToApply(Scoops.Refused, Scoops.Older, new())).Result, StringComparison.Ordinal);
    }

    private static Plan Named(string plan) => plan switch
    {
        "first" => Scoops.First,
        "changed" => Scoops.Changed,
        "same" => Scoops.Same,
        "refused" => Scoops.Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };
}
