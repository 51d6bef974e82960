using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class PlannerTests
{
    [Fact]
    public void A_setting_is_updated_whoever_set_it_and_never_deleted()
    {
        var plan = Some.Plan(
            [Some.Resource("setting/a", """{"v":2}""")],
            [Some.Resource("setting/a", """{"v":1}""", owned: false), Some.Resource("setting/b", """{"v":1}""")]);

        var change = Assert.Single(plan.Changes);
        Assert.Equal(Verb.Update, change.Verb);
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void A_part_left_out_is_neither_compared_nor_written()
    {
        var plan = Some.Plan(
            [Some.Resource("thing/a", """{"v":1,"colour":"red"}""")],
            [Some.Resource("thing/a", """{"v":1}""")],
            new() { Without = ["thing-colour"] });

        Assert.Empty(plan.Pending);
        Assert.All(plan.Notes, n => Assert.Equal("left-out", n.Code));
        Assert.NotEmpty(plan.Notes);
    }

    [Fact]
    public void What_a_run_leaves_out_still_counts_for_what_needs_it()
    {
        var used = Some.Resource("setting/used");
        var user = Some.Resource("thing/user", """{"uses":{"$ref":"setting/used"}}""");

        var whole = Some.Plan([used, user], [], new() { Only = ["thing"] });
        var there = Some.Plan([used, user], [used], new() { Only = ["thing"] });

        Assert.Equal("missing-dependency", Assert.Single(whole.Refusals).Code);
        Assert.Empty(there.Refusals);
        Assert.Equal("thing/user", Assert.Single(there.Pending).Address.ToString());
    }

    [Fact]
    public void A_deletion_waits_for_what_uses_it_to_let_go()
    {
        var plan = Some.Plan(
            [Some.Resource("thing/user", "{}")],
            [Some.Resource("thing/used"), Some.Resource("thing/user", """{"uses":{"$ref":"thing/used"}}""")]);

        Assert.Equal(["thing/user", "thing/used"], plan.Pending.Select(c => c.Address.ToString()));
        Assert.Equal("thing/user", Assert.Single(plan.Pending.Last().Needs).ToString());
    }

    [Fact]
    public void The_deletion_of_what_a_stranger_uses_is_refused()
    {
        var plan = Some.Plan(
            [Some.Resource("thing/mine")],
            [Some.Resource("thing/mine"), Some.Resource("thing/used"), Some.Resource("thing/stranger", """{"uses":{"$ref":"thing/used"}}""", owned: false)]);

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal("in-use", refusal.Code);
        Assert.Contains("thing/stranger", refusal.What, StringComparison.Ordinal);
        Assert.False(plan.Applicable);
    }

    [Fact]
    public void Vanished_policies_are_no_wish_to_delete_everything()
    {
        List<Resource> observed = [Some.Resource("thing/a"), Some.Resource("thing/b")];

        Assert.Equal("vanished", Assert.Single(Some.Plan([], observed).Refusals).Code);
        Assert.Empty(Some.Plan([], observed, new() { Allow = ["vanished"] }).Refusals);
    }

    [Fact]
    public void More_deletions_or_updates_than_the_policies_permit_are_refused()
    {
        var observed = Enumerable.Range(0, 5).Select(i => Some.Resource($"thing/{i}", """{"v":1}""")).ToList();
        var desired = Enumerable.Range(0, 2).Select(i => Some.Resource($"thing/{i}", """{"v":2}""")).ToList();
        var safety = Some.NoLimits with { MaxDeletions = 2, MaxUpdates = 1 };

        Assert.Equal(["deletions", "updates"], Some.Plan(desired, observed, safety: safety).Refusals.Select(r => r.Code));
        Assert.Empty(Some.Plan(desired, observed, new() { Allow = ["deletions", "updates"] }, safety).Refusals);
        Assert.Empty(Some.Plan(desired, observed, safety: safety with { MaxDeletions = 3, MaxUpdates = 2 }).Refusals);
    }

    [Fact]
    public void What_is_external_must_exist_and_is_left_alone()
    {
        var external = Some.Resource("thing/theirs", """{"v":1}""") with { External = true };

        Assert.Equal("foreign", Assert.Single(Some.Plan([external], []).Refusals).Code);
        var found = Some.Plan([external], [Some.Resource("thing/theirs", """{"v":2}""", owned: false)]);
        Assert.Empty(found.Refusals);
        Assert.Empty(found.Pending);
    }

    [Fact]
    public void Things_that_need_each_other_are_told_and_not_tried()
    {
        var plan = Some.Plan(
            [Some.Resource("thing/a", """{"uses":{"$ref":"thing/b"}}"""), Some.Resource("thing/b", """{"uses":{"$ref":"thing/a"}}""")], []);

        Assert.Equal("circle", Assert.Single(plan.Refusals).Code);
        Assert.Equal(2, plan.Changes.Count);
    }

    [Fact]
    public void A_chain_of_fifty_thousand_is_ordered_without_recursion()
    {
        var chain = Enumerable.Range(0, 50_000).Select(i => Some.Resource($"thing/{i:00000}", i == 0 ? "{}" : $$$"""{"uses":{"$ref":"thing/{{{i - 1:00000}}}"}}"""));

        var plan = Some.Plan(chain.Reverse(), []);

        Assert.Equal("thing/00000", plan.Changes[0].Address.ToString());
        Assert.Equal("thing/49999", plan.Changes[^1].Address.ToString());
    }

    [Fact]
    public void The_fingerprint_changes_with_a_value_and_with_ownership_and_not_with_the_order_of_properties()
    {
        var original = Planner.FingerprintOf([Some.Resource("thing/a", """{"x":1,"y":2}""")]);

        Assert.Equal(original, Planner.FingerprintOf([Some.Resource("thing/a", """{"y":2,"x":1}""")]));
        Assert.NotEqual(original, Planner.FingerprintOf([Some.Resource("thing/a", """{"x":1,"y":3}""")]));
        Assert.NotEqual(original, Planner.FingerprintOf([Some.Resource("thing/a", """{"x":1,"y":2}""", owned: false)]));
    }

    [Fact]
    public void A_plan_of_one_organization_is_not_one_of_another()
    {
        List<Resource> observed = [Some.Resource("thing/a")];

        Assert.NotEqual(Planner.FingerprintOf(observed, "aws 111111111111"), Planner.FingerprintOf(observed, "rehearsal 111111111111"));
    }

    [Fact]
    public void What_could_not_be_read_is_neither_created_nor_missed_by_what_needs_it()
    {
        var fault = new Fault { Code = "not-offered", What = "no", Where = new("root/eu-west-1 thing:List") };
        var input = new PlanInput(
            Some.Kinds,
            [Some.Resource("thing/a"), Some.Resource("thing/b"), Some.Resource("setting/s", """{"on":{"$ref":"thing/a"}}""")],
            [Some.Resource("thing/b", """{"size":1}""")],
            [fault],
            new(),
            Some.NoLimits,
            "sha256:policies")
        { NotRead = ["thing"] };

        var plan = Planner.Plan(input);

        Assert.False(plan.Applicable);
        Assert.Empty(plan.Refusals);
        Assert.Equal([Address.Parse("thing/a")], plan.NotRead);
        Assert.Equal(["setting/s", "thing/b"], plan.Pending.Select(c => c.Address.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_told_as_unread()
    {
        var input = new PlanInput(Some.Kinds, [Some.Resource("thing/a"), Some.Resource("setting/s")], [], [], new() { Only = ["setting"] }, Some.NoLimits, "sha256:policies") { NotRead = ["thing"] };

        Assert.Empty(Planner.Plan(input).NotRead);
    }
}
