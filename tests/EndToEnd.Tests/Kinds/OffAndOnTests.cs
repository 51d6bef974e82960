using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies.Areas;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>Every part of the policies turned off, changed and turned on again: the plan shows it, an apply does it in an order that AWS accepts.</summary>
[KeepsCalls]
public sealed class OffAndOnTests
{
    /// <summary>Every part with a file of its own.</summary>
    public static TheoryData<string> Areas => [.. PolicyAreas.All.Select(area => area.Name)];

    [Fact]
    public async Task Everything_is_turned_on_off_and_on_again()
    {
        var rehearsal = Rehearsal.On(new());

        await rehearsal.SettlesAsync(Landing.Default);
        await rehearsal.SettlesAsync(Landing.Off);
        await rehearsal.SettlesAsync(Landing.Default);
    }

    [Fact]
    public async Task One_company_s_choice_becomes_another_s_and_back()
    {
        var rehearsal = Rehearsal.On(new());

        await rehearsal.SettlesAsync(Landing.Default);
        // What a declarative policy kept falls back to the account's own once the policy lets go, and only then differs from what the account is to say itself.
        await rehearsal.AppliesAsync(Landing.Everything);
        await rehearsal.SettlesAsync(Landing.Everything);
        await rehearsal.SettlesAsync(Landing.Default);
    }

    [Theory, MemberData(nameof(Areas))]
    public async Task A_part_that_is_no_longer_declared_goes_as_far_as_it_is_ours_and_comes_back(string area)
    {
        var policies = Landing.Small(Landing.Default);
        Assert.Contains(area, policies.Areas.Keys);
        var rehearsal = await Rehearsal.OfAsync(policies);
        var without = Landing.Small(Landing.Without(area));

        var plan = await rehearsal.PlanAsync(without);

        Assert.All(plan.Pending, c => Assert.Equal(Verb.Delete, c.Verb));
        await rehearsal.SettlesAsync(without);
        await rehearsal.SettlesAsync(policies);
    }
}
