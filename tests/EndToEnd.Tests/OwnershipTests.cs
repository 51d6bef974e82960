using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What is ours, where the answer is not plain (decision 4).</summary>
[KeepsCalls]
public sealed class OwnershipTests
{
    private static readonly PlanOptions withoutTags = new() { Without = ["permission-set-tags"] };
    private static readonly string declared = LocalZone.Policies.PermissionSets[0].Value.Name;

    [Fact]
    public async Task Leaving_tags_out_does_not_make_a_strangers_permission_set_ours()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies, new() { Only = ["organization"] });
        await MakeASet(zone, declared);
        await MakeASet(zone, "Undeclared");

        var plan = await zone.Plan(LocalZone.Policies, withoutTags);

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal("foreign", refusal.Code);
        Assert.Contains($"--adopt permission-set/{declared}", refusal.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Pending, c => c.Verb == Verb.Delete);
        var adopting = withoutTags with { Adopt = [$"permission-set/{declared}"] };
        Assert.Empty((await zone.Plan(LocalZone.Policies, adopting)).Refusals);
    }

    [Fact]
    public async Task Leaving_tags_out_leaves_ours_ours()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        var narrower = LocalZone.Policies with
        {
            PermissionSets = [.. LocalZone.Policies.PermissionSets.Where(p => p.Value.Name != declared)],
            Assignments = [.. LocalZone.Policies.Assignments.Where(a => a.Value.PermissionSet != declared)],
        };

        var plan = await zone.Plan(narrower, withoutTags);

        Assert.Empty(plan.Refusals);
        Assert.Contains(plan.Pending, c => c.Verb == Verb.Delete && c.Address == new Address(KindNames.PermissionSet, declared));
    }

    [Fact]
    public async Task Where_the_endpoint_has_no_tags_the_declared_permission_sets_are_ours_and_no_other()
    {
        var zone = new LocalZone(sandbox => new Lacking(sandbox, "SWBExternalService.ListTagsForResource"));
        await zone.Apply(LocalZone.Policies, withoutTags);
        await MakeASet(zone, "Undeclared");
        var other = LocalZone.Policies with
        {
            PermissionSets = [.. LocalZone.Policies.PermissionSets.Select(p => p.Value.Name == declared ? p with { Value = p.Value with { Description = "Another" } } : p)],
        };

        var plan = await zone.Plan(other, withoutTags);

        Assert.Empty(plan.Refusals);
        var change = Assert.Single(plan.Pending);
        Assert.Equal((Verb.Update, new Address(KindNames.PermissionSet, declared)), (change.Verb, change.Address));
    }

    private static Task MakeASet(LocalZone zone, string name) => zone.BehindTheToolsBack((aws, center) =>
        aws.SsoAdmin.CreatePermissionSetAsync(new() { InstanceArn = center.InstanceArn, Name = name }, TestContext.Current.CancellationToken));
}
