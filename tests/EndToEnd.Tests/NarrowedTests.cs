using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Runs that <c>--only</c> narrows see what uses the things that they would delete.</summary>
[KeepsCalls]
public sealed class NarrowedTests
{
    [Theory]
    [InlineData("group", "assignment/")]
    [InlineData("permission-set", "assignment/")]
    [InlineData("scp", "scp-attachment/")]
    [InlineData("ou", "placement/")]
    public async Task What_is_still_used_by_a_kind_that_was_not_asked_for_is_not_deleted(string kind, string user)
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        var nothing = LocalZone.Policies with { Groups = [], Assignments = [], PermissionSets = [], Guardrails = [], OrganizationalUnits = [], Accounts = [] };

        var plan = await zone.Plan(nothing, new() { Only = [kind], Allow = ["vanished", "deletions"] });

        Assert.Contains(plan.Pending, c => c.Verb == Verb.Delete && c.Address.Kind == kind);
        Assert.All(plan.Pending, c => Assert.Equal(kind, c.Address.Kind));
        Assert.Contains(plan.Refusals, r => r.Code == "in-use" && r.What.Contains(user, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_uses_is_deleted_without_the_other_kinds()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        var unassigned = LocalZone.Policies with { Assignments = [] };
        await zone.Apply(unassigned, new() { Allow = ["vanished", "deletions"] });

        await zone.Apply(unassigned with { Groups = [] }, new() { Only = ["group"], Allow = ["vanished", "deletions"] });

        Assert.DoesNotContain((await zone.Plan(LocalZone.Policies, new() { Only = ["group"] })).Changes, c => c.Before is not null && c.Before.Owned && c.Address.Kind == "group");
    }
}
