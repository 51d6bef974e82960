using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Resources.Assignments;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Assignments outlive the groups and users they were made for.</summary>
[KeepsCalls]
public sealed class DeletedPrincipalsTests
{
    private static readonly PlanOptions willing = new() { Allow = ["vanished", "deletions"] };
    private static readonly PolicyBundle emptied = LocalZone.Policies with { Groups = [], Assignments = [], PermissionSets = [] };

    [Fact]
    public async Task What_a_deleted_group_was_assigned_shows_and_goes()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        var deleted = await DeleteAGroup(zone);

        var plan = await zone.Plan(LocalZone.Policies);

        Assert.Contains(plan.Pending, c => c.Verb == Verb.Delete && c.Address.Name.StartsWith($"GROUP/{deleted}:", StringComparison.Ordinal));
        await zone.Apply(LocalZone.Policies, willing);
        Assert.Empty((await zone.Plan(LocalZone.Policies)).Pending);
    }

    [Fact]
    public async Task A_permission_set_goes_although_a_deleted_group_was_assigned_to_it()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        await DeleteAGroup(zone);

        await zone.Apply(emptied, willing);

        Assert.DoesNotContain((await zone.Plan(emptied)).Changes, c => c.Address.Kind is "assignment" or "permission-set");
    }

    [Fact]
    public async Task Where_there_are_many_pairs_the_cheaper_way_finds_the_same()
    {
        var zone = new LocalZone();
        await zone.Apply(LocalZone.Policies);
        await DeleteAGroup(zone);

        await zone.BehindTheToolsBack(async (aws, _) =>
        {
            // Nothing is declared: all permission sets are to go.
            var world = new AwsWorld(aws, emptied, [], TimeProvider.System, []);
            var complete = await AssignmentsReading.ReadAsync(world, TestContext.Current.CancellationToken);
            var cheaper = await AssignmentsReading.ReadAsync(world, TestContext.Current.CancellationToken, few: 0);
            Assert.NotEmpty(complete);
            Assert.Equal(complete.ToHashSet(), cheaper.ToHashSet());
        });
    }

    private static async Task<string> DeleteAGroup(LocalZone zone)
    {
        var deleted = "";
        await zone.BehindTheToolsBack(async (aws, center) =>
        {
            var assigned = LocalZone.Policies.Assignments[0].Value.Group;
            var groups = await aws.IdentityStore.ListGroupsAsync(new() { IdentityStoreId = center.IdentityStoreId }, TestContext.Current.CancellationToken);
            deleted = groups.Groups.Single(g => g.DisplayName == LocalZone.Policies.LandingZone.NamePrefix + assigned).GroupId;
            await aws.IdentityStore.DeleteGroupAsync(new() { IdentityStoreId = center.IdentityStoreId, GroupId = deleted }, TestContext.Current.CancellationToken);
        });
        return deleted;
    }
}
