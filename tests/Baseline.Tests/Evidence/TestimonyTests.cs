using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Tests.Rendering;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Evidence;

/// <summary>What witnesses say and leave unsaid: silence is a verdict too, and never a pass.</summary>
public sealed class TestimonyTests : IDisposable
{
    private const string Account = "222222222222";
    private const string Region = "eu-west-1";
    private const string Control = "volumes-encrypted";

    private static readonly PolicyBundle policies = PolicyFolder.Read(Repository.File("policies")).Bundle!;

    private readonly FindingSpool spool = new();
    private readonly Testimony record;

    public TestimonyTests() => record = new(new(policies, [new(Account, "prod", "prod", [Region])], DateTimeOffset.UnixEpoch), spool);

    [Fact]
    public void A_place_that_was_looked_at_without_finding_anything_is_not_applicable()
    {
        record.Looked(new(Control, Account, Region));

        Assert.Equal((Verdict.NotApplicable, Account), Closed());
    }

    [Fact]
    public void A_place_that_nobody_looked_at_is_not_evaluated() => Assert.Equal((Verdict.NotEvaluated, Account), Closed());

    [Fact]
    public void A_place_that_was_shut_is_not_evaluated_although_it_was_looked_at_before()
    {
        record.Looked(new(Control, Account, Region));
        record.Shut(new(Account, Region, "config:X", "throttled out", [Control]));

        Assert.Equal((Verdict.NotEvaluated, Account), Closed());
    }

    [Fact]
    public void What_one_found_stays_and_what_another_could_not_ask_stays_open_beside_it()
    {
        record.Found(Found(Verdict.Pass));
        record.Shut(new(Account, Region, "securityhub:GetFindings", "no access", [Control]));
        record.Close([new(Control, Account, Region)]);

        Assert.Equal([(Verdict.NotEvaluated, Account), (Verdict.Pass, "vol-1")], Told());
    }

    [Fact]
    public void Of_two_reasons_for_one_place_and_of_gaps_the_order_of_telling_makes_no_difference()
    {
        Gap[] gaps = [new(Account, Region, "config:B", "b", [Control]), new(Account, Region, "config:A", "a", [Control]), new("111111111111", Region, "config:C", "c", [])];
        foreach (var gap in gaps)
        {
            record.Shut(gap);
        }

        using var other = new FindingSpool();
        var reversed = new Testimony(new(policies, [new(Account, "prod", "prod", [Region])], DateTimeOffset.UnixEpoch), other);
        foreach (var gap in gaps.Reverse())
        {
            reversed.Shut(gap);
        }

        record.Close([]);
        reversed.Close([]);

        Assert.Equal(["config:C", "config:A", "config:B"], record.Gaps.Select(gap => gap.Call));
        Assert.Equal(record.Gaps, reversed.Gaps);
        Assert.Equal(spool.Findings().Select(each => each.Reason), other.Findings().Select(each => each.Reason));
        Assert.Contains(spool.Findings(), each => each.Control == Control && each.Reason == "a");
    }

    [Fact]
    public void A_control_that_nobody_spoke_of_is_not_evaluated_in_each_account_that_it_is_asked_for_in()
    {
        record.Close([]);

        var silent = spool.Findings().ToList();
        Assert.Equal(policies.Controls.Controls.Count(control => control.Environments.Contains("prod")), silent.Count);
        Assert.All(silent, each => Assert.Equal(Verdict.NotEvaluated, each.Verdict));
    }

    [Theory]
    [InlineData("iam-no-users", true)] // Remediation looks too, when it rings.
    [InlineData("distributions-tls-current", true)] // So does Security Hub.
    [InlineData("regions-limited", false)] // Nobody else could.
    public void A_guardrail_that_binds_nobody_does_not_say_that_there_is_nothing_to_look_at(string control, bool isMissed)
    {
        record.Spared(Found(Verdict.NotApplicable) with { Control = control });

        record.Close([]);

        var told = spool.Findings().Where(each => each.Control == control).Select(each => each.Verdict).ToList();
        Assert.Contains(Verdict.NotApplicable, told);
        Assert.Equal(isMissed, told.Contains(Verdict.NotEvaluated));
    }

    public void Dispose() => spool.Dispose();

    private (Verdict, string) Closed()
    {
        record.Close([new(Control, Account, Region)]);
        return Assert.Single(Told());
    }

    private IEnumerable<(Verdict, string)> Told() => spool.Findings().Where(each => each.Control == Control).Select(each => (each.Verdict, each.ResourceId));

    private static Finding Found(Verdict verdict) => new()
    {
        Control = Control,
        AccountId = Account,
        Environment = "prod",
        Region = Region,
        ResourceType = "AWS::EC2::Volume",
        ResourceId = "vol-1",
        Verdict = verdict,
        Reason = "so it is",
        ObservedAt = DateTimeOffset.UnixEpoch,
        Evidence = [],
    };
}
