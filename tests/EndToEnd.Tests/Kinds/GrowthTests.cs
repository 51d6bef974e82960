using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>An account is vended: the everyday use of the tool, which must need no permission beyond the policies'.</summary>
[KeepsCalls]
public sealed class GrowthTests
{
    [Fact]
    public async Task A_new_account_is_baselined_without_allowing_anything_and_nothing_else_but_who_is_named_changes()
    {
        var rehearsal = new Rehearsal((await Rehearsal.OfAsync(Landing.Default)).Cloud) { Options = new() };
        var grown = Landing.Grown();

        var plan = await rehearsal.PlanAsync(grown);

        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals));
        Assert.DoesNotContain(plan.Pending, c => c.Verb == Verb.Delete);
        Assert.All(plan.Pending.Where(c => c.Verb == Verb.Update), c => Assert.Contains(c.Address.Kind, new[] { KindNames.ConfigRule, KindNames.GuardDutyMembers }));
        await rehearsal.SettlesAsync(grown);
    }
}
