using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class OutOfReachTests
{
    [Fact]
    public void What_lies_in_an_account_that_could_not_be_read_is_left_alone_and_the_others_go_on()
    {
        var plan = Some.Plan(
            [Some.Resource("setting/a@prod/eu-west-1"), Some.Resource("setting/a@dev/eu-west-1")],
            [Some.Resource("thing/old@prod"), Account("prod"), Account("dev")],
            outOfReach: [Of(null, "prod", null)]);

        Assert.Equal("setting/a@dev/eu-west-1", Assert.Single(plan.Pending).Address.ToString());
        Assert.True(plan.Applicable);
        Assert.False(plan.Complete);
    }

    [Fact]
    public void A_region_or_a_kind_that_is_out_of_reach_leaves_its_neighbours_alone()
    {
        var desired = new[] { "setting/a@prod/eu-west-1", "setting/a@prod/eu-central-1", "thing/b@prod/eu-central-1" }.Select(a => Some.Resource(a)).ToList();

        Assert.Equal(["setting/a@prod/eu-west-1"], Pending(Of(null, "prod", "eu-central-1")));
        Assert.Equal(["setting/a@prod/eu-west-1", "thing/b@prod/eu-central-1"], Pending(Of("setting", "prod", "eu-central-1")));

        IEnumerable<string> Pending(OutOfReach place) => Some.Plan(desired, [Account("prod")], outOfReach: [place]).Pending.Select(c => c.Address.ToString());
    }

    [Fact]
    public void What_needs_something_out_of_reach_is_not_held_up_by_it()
    {
        var plan = Some.Plan([Some.Resource("thing/user", """{"uses":{"$ref":"setting/a@prod"}}"""), Some.Resource("setting/a@prod")], [Account("prod")], outOfReach: [Of(null, "prod", null)]);

        Assert.Equal("thing/user", Assert.Single(plan.Pending).Address.ToString());
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void A_place_within_one_that_is_told_already_is_not_told_again()
    {
        var widest = OutOfReach.Widest([Of("setting", "prod", "eu-west-1"), Of(null, "prod", null), Of(null, "prod", "eu-west-1"), Of("setting", "dev", "eu-west-1")]);

        Assert.Equal([("dev", "setting"), ("prod", null)], widest.Select(w => (w.Account, w.Kind)));
    }

    private static Resource Account(string name) => Some.Resource($"account/{name}", owned: false);

    private static OutOfReach Of(string? kind, string account, string? region) => new(kind, account, region, new() { Code = "gone", What = "it does not answer", Where = new(account) });
}
