using Amazon.IdentityStore.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;
using Address = SecretScoops.Governance.Addresses.Address;

namespace SecretScoops.Governance.Baseline.Resources.Groups;

/// <summary>The calls of <see cref="GroupKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class GroupsAws(GroupKind kind) : AwsThing<GroupAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["sso:ListInstances", "identitystore:ListGroups"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["identitystore:DescribeGroup", "identitystore:CreateGroup", "identitystore:UpdateGroup", "identitystore:DeleteGroup", "identitystore:ListGroupMemberships"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new([.. (await IdentityCenter.GroupsAsync(world, cancel)).Select(g => Seen(g, world))]);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        try
        {
            var group = await world.Session.IdentityStore.DescribeGroupAsync(new() { IdentityStoreId = center.IdentityStoreId, GroupId = world.Ids.Of(change.Address) }, cancel);
            return Seen(new Group { DisplayName = group.DisplayName, Description = group.Description, ExternalIds = group.ExternalIds }, world);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, GroupAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        await Conflicts.PassAsync<ConflictException>(
            async () => world.Ids.Learn(address, (await world.Session.IdentityStore.CreateGroupAsync(
                new() { IdentityStoreId = center.IdentityStoreId, DisplayName = address.Name, Description = desired.Description }, cancel)).GroupId),
            async () => (await IdentityCenter.ListGroupsAsync(world, cancel)).Any(g => g.DisplayName == address.Name),
            world.Time,
            cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, GroupAttributes observed, GroupAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        await world.Session.IdentityStore.UpdateGroupAsync(
            new()
            {
                IdentityStoreId = center.IdentityStoreId,
                GroupId = world.Ids.Of(address),
                Operations = [new AttributeOperation { AttributePath = "description", AttributeValue = desired.Description }],
            },
            cancel);
    }

    /// <summary>Deletes a group that nobody is in: people whose access would end unseen are never removed with it.</summary>
    protected override async Task DeleteAsync(Address address, GroupAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var id = world.Ids.Of(address);
        var members = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.IdentityStore.ListGroupMembershipsAsync(new() { IdentityStoreId = center.IdentityStoreId, GroupId = id, NextToken = token }, cancel);
            return (page.GroupMemberships, page.NextToken);
        });
        if (members.Count > 0)
        {
            throw new FaultException(new()
            {
                Code = "in-use",
                What = $"group \"{address.Name}\" still has {members.Count} members and is not deleted",
                Where = new(address.ToString()),
                Remedy = "move its members to another group, or declare it again",
            });
        }

        await Conflicts.PassAsync<ConflictException>(
            () => world.Session.IdentityStore.DeleteGroupAsync(new() { IdentityStoreId = center.IdentityStoreId, GroupId = id }, cancel),
            () => Task.FromResult(false),
            world.Time,
            cancel);
    }

    private Resource Seen(Group group, AwsWorld world) => kind.Of(
        group.DisplayName,
        new(string.IsNullOrEmpty(group.Description) ? null : group.Description),
        // What an identity provider synchronised has its id there, and is the provider's whatever its name (Identity Store API reference, Group, ExternalIds).
        owned: group.ExternalIds is not { Count: > 0 } && world.LandingZone.NamePrefix.Length > 0 && group.DisplayName.StartsWith(world.LandingZone.NamePrefix, StringComparison.Ordinal));
}
