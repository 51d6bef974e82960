using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;
using static SecretScoops.Governance.Remediation.Tests.Pipeline.Cases;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>What is decided, arm by arm, and which goes before which.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void What_the_policies_want_fixed_is_fixed() => Assert.IsType<Decision.Fix>(Decisions.Of(Fresh));

    [Fact]
    public void An_exemption_goes_before_everything_and_names_its_people()
    {
        var left = Left(Fresh with { Exemption = Exemption, Policies = Said with { Enabled = false }, History = History(Line(LedgerStep.Approved, decidedBy: "Ada")) });

        Assert.Equal((LedgerStep.Exempted, Exemption.Expires), (left.Step, left.Until));
        Assert.Contains("EX-7 of Ada, approved by Grace: moved on Monday", left.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_took_back_is_left_alone_for_its_time_and_not_longer()
    {
        var until = Now.AddHours(1);
        var history = History(Line(LedgerStep.Fixed, 3), Line(LedgerStep.UndoAsked, 2), Line(LedgerStep.Undone, 2, decidedBy: "Ada", until: until));

        var left = Left(Fresh with { History = history });

        Assert.Equal((LedgerStep.Exempted, until), (left.Step, left.Until));
        Assert.StartsWith("Ada took the fix back", left.Why, StringComparison.Ordinal);
        Assert.IsType<Decision.Fix>(Decisions.Of(Fresh with { History = history, Now = until }));
    }

    [Fact]
    public void A_tag_exempts_where_the_policies_say_so_and_never_in_production()
    {
        var tagged = Fresh with { Tags = new Dictionary<string, string> { ["governance:exempt"] = "" } };

        Assert.Equal(LedgerStep.Exempted, Left(tagged with { Environment = "dev" }).Step);
        Assert.IsType<Decision.Fix>(Decisions.Of(tagged with { Environment = "uat" }));
        Assert.IsType<Decision.Fix>(Decisions.Of(tagged));
    }

    [Fact]
    public void An_account_that_nobody_declared_is_told_of()
    {
        var left = Left(Fresh with { Environment = null, History = History(Line(LedgerStep.Approved, decidedBy: "Ada")) });

        Assert.Equal(LedgerStep.Alerted, left.Step);
        Assert.Contains("nobody declared this account", left.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, false, "the kill switch is on")]
    [InlineData(true, false, false, "cannot be mended in place")]
    [InlineData(true, true, true, "dry run")]
    public void Kill_switch_and_dry_run_and_want_of_a_fix_stand_even_before_an_approval_and_a_claim(bool enabled, bool canFix, bool dryRun, string why)
    {
        foreach (var step in new[] { LedgerStep.Approved, LedgerStep.Claimed })
        {
            var left = Left(Fresh with { Policies = Said with { Enabled = enabled, DryRun = dryRun }, CanFix = canFix, History = History(Line(step, decidedBy: "Ada")) });

            Assert.Equal(LedgerStep.Alerted, left.Step);
            Assert.Contains(why, left.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_approval_goes_before_mode_grace_and_fights()
    {
        var history = History(Line(LedgerStep.Fixed, 3), Line(LedgerStep.Fixed, 2), Line(LedgerStep.Fixed, 1), Line(LedgerStep.Held), Line(LedgerStep.Approved, decidedBy: "Ada"));

        var fix = Assert.IsType<Decision.Fix>(Decisions.Of(Fresh with { Stance = Stance(RemediationMode.Alert, TimeSpan.FromDays(1)), History = history }));

        Assert.Equal("Ada approved it", fix.Why);
    }

    [Fact]
    public void An_approval_is_for_the_violation_that_was_seen_and_not_for_the_next_one()
    {
        var history = History(Line(LedgerStep.Held, 3), Line(LedgerStep.Approved, 2, decidedBy: "Ada"), Line(LedgerStep.Claimed, 2), Line(LedgerStep.Fixed, 2));

        Assert.Equal(LedgerStep.Held, Left(Fresh with { Stance = Stance(RemediationMode.Approve), History = history }).Step);
    }

    [Theory]
    [InlineData(LedgerStep.Rejected)]
    [InlineData(LedgerStep.Stopped)]
    internal void What_was_rejected_or_stopped_stays_so_for_the_same_reason(LedgerStep step)
    {
        var left = Left(Fresh with { History = History(Line(step, why: "as agreed on Monday")) });

        Assert.Equal((step, "as agreed on Monday"), (left.Step, left.Why));
    }

    [Fact]
    public void What_people_were_told_since_takes_nobody_s_word_back()
    {
        var stopped = History(Line(LedgerStep.Stopped, 50, "they must talk"), Line(LedgerStep.Alerted, 40, "the kill switch is on"));
        var rejected = History(Line(LedgerStep.Stopped, 50), Line(LedgerStep.Rejected, 49, "leave it"), Line(LedgerStep.Alerted, 40, "the kill switch is on"));
        var approved = History(Line(LedgerStep.Held, 3), Line(LedgerStep.Approved, 2, decidedBy: "Ada"), Line(LedgerStep.Alerted, 1, "60 fixes are as many as may be"));

        Assert.Equal((LedgerStep.Stopped, "they must talk"), (Left(Fresh with { History = stopped }).Step, Left(Fresh with { History = stopped }).Why));
        Assert.Equal((LedgerStep.Rejected, "leave it"), (Left(Fresh with { History = rejected }).Step, Left(Fresh with { History = rejected }).Why));
        var asks = Fresh with { Stance = Stance(RemediationMode.Approve), History = approved };
        Assert.Equal("Ada approved it", Assert.IsType<Decision.Fix>(Decisions.Of(asks)).Why);
        Assert.Equal(LedgerStep.Held, Left(asks with { Now = Now.AddHours(70) }).Step);
    }

    [Fact]
    public void Whoever_said_no_to_a_fight_is_asked_before_what_he_did_not_see_is_fixed_with_the_rest()
    {
        var (was, now) = (JsonNode.Parse("""{ "rules": { "a": "22" } }""")!.AsObject(), JsonNode.Parse("""{ "rules": { "a": "22", "b": "22" } }""")!.AsObject());
        ViolationLine[] both = [new("/rules/a", "open", null), new("/rules/b", "open", null)];
        var it = Fresh with { History = History(Line(LedgerStep.Stopped, 50) with { Before = was, Violations = [both[0]] }, Line(LedgerStep.Rejected, 49, decidedBy: "Ada")), Violations = both };

        Assert.Equal(LedgerStep.Rejected, Left(it with { Image = was, Violations = [both[0] with { What = "open, as ever" }] }).Step);
        Assert.Equal((LedgerStep.Stopped, "Ada said no to another state than this one: nothing is touched until somebody decides"), (Left(it with { Image = now }).Step, Left(it with { Image = now }).Why));
        Assert.Equal(LedgerStep.Held, Left(it with { Image = now, Stance = Stance(RemediationMode.Approve) }).Step);
    }

    [Fact]
    public void What_was_begun_is_ended_for_the_reason_it_was_begun() =>
        Assert.Equal("begun", Assert.IsType<Decision.Fix>(Decisions.Of(Fresh with { History = History(Line(LedgerStep.Claimed, 2, "begun")) })).Why);

    [Fact]
    public void A_fight_is_stopped_and_names_whoever_fought()
    {
        var history = History(Line(LedgerStep.Fixed, 30, actor: "long ago"), Line(LedgerStep.Fixed, 3, actor: "Zoe"), Line(LedgerStep.Fixed, 2, actor: Deployer), Line(LedgerStep.Fixed, 1, actor: "Zoe"));

        var left = Left(Fresh with { History = history, Actor = "Bob" });

        Assert.Equal(LedgerStep.Stopped, left.Step);
        Assert.Contains($"undone each time by Bob and Zoe and {Deployer}:", left.Why, StringComparison.Ordinal);
        Assert.Contains("3 times in 24 hours", left.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fight_names_the_stack_that_owns_the_resource()
    {
        var fought = Fresh with { History = History(Line(LedgerStep.Fixed, 3), Line(LedgerStep.Fixed, 2), Line(LedgerStep.Fixed, 1)) };
        var named = new Dictionary<string, string> { ["aws:cloudformation:stack-name"] = "shop-prod", ["stack-name"] = "mine" };

        Assert.Contains("the CloudFormation stack shop-prod,", Left(fought with { Tags = named }).Why, StringComparison.Ordinal);
        Assert.Contains("stack arn:stack/shop-prod/1,", Left(fought with { Tags = new Dictionary<string, string>(named) { ["aws:cloudformation:stack-id"] = "arn:stack/shop-prod/1" } }).Why, StringComparison.Ordinal);
        Assert.DoesNotContain("stack", Left(fought with { Tags = new Dictionary<string, string> { ["stack-name"] = "mine" } }).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixes_before_the_window_are_no_fight() =>
        Assert.IsType<Decision.Fix>(Decisions.Of(Fresh with { History = History(Line(LedgerStep.Fixed, 24.1), Line(LedgerStep.Fixed, 2), Line(LedgerStep.Fixed, 1)) }));

    [Fact]
    public void What_waits_for_approval_waits_as_long_as_the_policies_say_and_expires()
    {
        var approve = Fresh with { Stance = Stance(RemediationMode.Approve), Outage = Outage.TrafficCut };

        var held = Left(approve);
        var still = Left(approve with { History = History(Line(LedgerStep.Held, 1, held.Why, until: Now.AddMinutes(1))) });
        var over = Left(approve with { History = History(Line(LedgerStep.Held, 72, held.Why, until: Now)) });

        Assert.Equal((LedgerStep.Held, Now.AddHours(72)), (held.Step, held.Until));
        Assert.Equal("the policies say approve for prod and a fix of class traffic-cut", held.Why);
        Assert.Equal((LedgerStep.Held, held.Why, Now.AddMinutes(1)), (still.Step, still.Why, still.Until));
        Assert.Equal(LedgerStep.Expired, over.Step);
    }

    [Fact]
    public void What_nobody_decided_on_is_not_asked_again_until_it_is_another_state()
    {
        var was = JsonNode.Parse("""{ "policy": { "open": true }, "observed": { "read": 1 } }""")!.AsObject();
        var history = History(Line(LedgerStep.Held, 80, until: Now.AddHours(-8)), Line(LedgerStep.Expired, 7, "nobody decided") with { Before = was });
        var approve = Fresh with { Stance = Stance(RemediationMode.Approve), History = history };

        var same = Left(approve with { Image = JsonNode.Parse("""{ "policy": { "open": true }, "observed": { "read": 2 } }""")!.AsObject() });
        var other = Left(approve with { Image = JsonNode.Parse("""{ "policy": { "open": true, "wide": true }, "observed": { "read": 1 } }""")!.AsObject() });

        Assert.Equal((LedgerStep.Expired, "nobody decided", null), (same.Step, same.Why, same.Until));
        Assert.Equal((LedgerStep.Held, Now.AddHours(72)), (other.Step, other.Until));
        Assert.IsType<Decision.Fix>(Decisions.Of(approve with { Stance = Stance(RemediationMode.Auto) }));
    }

    [Fact]
    public void Somebody_who_approves_after_all_is_heard()
    {
        var history = History(Line(LedgerStep.Held, 80, until: Now.AddHours(-8)), Line(LedgerStep.Expired, 7), Line(LedgerStep.Approved, decidedBy: "Ada"));

        Assert.Equal("Ada approved it", Assert.IsType<Decision.Fix>(Decisions.Of(Fresh with { Stance = Stance(RemediationMode.Approve), History = history })).Why);
    }

    [Fact]
    public void What_is_only_told_is_told() => Assert.Equal(LedgerStep.Alerted, Left(Fresh with { Stance = Stance(RemediationMode.Alert) }).Step);

    [Fact]
    public void Grace_begins_with_the_first_sight_of_this_violation_and_is_over_at_its_end()
    {
        var graced = Fresh with { Stance = Stance(RemediationMode.Auto, TimeSpan.FromHours(4)) };
        var history = History(Line(LedgerStep.Fixed, 90), Line(LedgerStep.Waiting, 3), Line(LedgerStep.Exempted, 2));

        Assert.Equal((LedgerStep.Waiting, Now.AddHours(4)), (Left(graced).Step, Left(graced).Until!.Value));
        Assert.Equal(Now.AddHours(1), Left(graced with { History = history }).Until);
        Assert.IsType<Decision.Fix>(Decisions.Of(graced with { History = history, Now = Now.AddHours(1) }));
    }

    private static Decision.Leave Left(Case it) => Assert.IsType<Decision.Leave>(Decisions.Of(it));
}
