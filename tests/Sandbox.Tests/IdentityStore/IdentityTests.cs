using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Runtime.Documents;
using SecretScoops.Governance.Sandbox.Tests.SsoAdmin;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.IdentityStore;

/// <summary>Groups, users and memberships.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Groups_have_names_of_their_own_and_are_found_by_them()
    {
        using var rig = await AccessRig.Create();
        var identities = rig.Cloud.Identities;

        var refusal = await Assert.ThrowsAsync<ConflictException>(() => identities.CreateGroupAsync(new CreateGroupRequest { IdentityStoreId = rig.Store, DisplayName = "Developers" }, Cancel));
        var found = await identities.GetGroupIdAsync(
            new GetGroupIdRequest
            {
                IdentityStoreId = rig.Store,
                AlternateIdentifier = new AlternateIdentifier { UniqueAttribute = new UniqueAttribute { AttributePath = "displayName", AttributeValue = new Document("Developers") } },
            },
            Cancel);

        Assert.Equal(ConflictExceptionReason.UNIQUENESS_CONSTRAINT_VIOLATION, refusal.Reason);
        Assert.Equal(rig.Group, found.GroupId);
        var filtered = await identities.ListGroupsAsync(
            new ListGroupsRequest { IdentityStoreId = rig.Store, Filters = [new Filter { AttributePath = "DisplayName", AttributeValue = "Nobody" }] }, Cancel);
        Assert.Empty(filtered.Groups);
    }

    [Fact]
    public async Task A_group_is_updated_and_deleted_with_its_memberships()
    {
        using var rig = await AccessRig.Create();
        var identities = rig.Cloud.Identities;
        var user = await NewUser(rig, "ada");
        await identities.CreateGroupMembershipAsync(new CreateGroupMembershipRequest { IdentityStoreId = rig.Store, GroupId = rig.Group, MemberId = new MemberId { UserId = user } }, Cancel);

        await identities.UpdateGroupAsync(
            new UpdateGroupRequest { IdentityStoreId = rig.Store, GroupId = rig.Group, Operations = [new AttributeOperation { AttributePath = "description", AttributeValue = new Document("d") }] }, Cancel);

        var group = await identities.DescribeGroupAsync(new DescribeGroupRequest { IdentityStoreId = rig.Store, GroupId = rig.Group }, Cancel);
        Assert.Equal(("Developers", "d"), (group.DisplayName, group.Description));
        await identities.DeleteGroupAsync(new DeleteGroupRequest { IdentityStoreId = rig.Store, GroupId = rig.Group }, Cancel);
        var left = await identities.ListGroupMembershipsForMemberAsync(new ListGroupMembershipsForMemberRequest { IdentityStoreId = rig.Store, MemberId = new MemberId { UserId = user } }, Cancel);
        Assert.Empty(left.GroupMemberships);
        var gone = await Assert.ThrowsAsync<ResourceNotFoundException>(() => identities.DescribeGroupAsync(new DescribeGroupRequest { IdentityStoreId = rig.Store, GroupId = rig.Group }, Cancel));
        Assert.Equal(ResourceType.GROUP, gone.ResourceType);
    }

    [Fact]
    public async Task A_user_is_a_member_once_and_has_the_groups_assignments()
    {
        using var rig = await AccessRig.Create();
        var identities = rig.Cloud.Identities;
        var user = await NewUser(rig, "ada");
        var join = new CreateGroupMembershipRequest { IdentityStoreId = rig.Store, GroupId = rig.Group, MemberId = new MemberId { UserId = user } };

        await identities.CreateGroupMembershipAsync(join, Cancel);
        await rig.Assign();

        await Assert.ThrowsAsync<ConflictException>(() => identities.CreateGroupMembershipAsync(join, Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => NewUser(rig, "ADA"));
        var member = await identities.IsMemberInGroupsAsync(new IsMemberInGroupsRequest { IdentityStoreId = rig.Store, MemberId = new MemberId { UserId = user }, GroupIds = [rig.Group] }, Cancel);
        Assert.True(member.Results.Single().MembershipExists);
        var assignments = await rig.Access.ListAccountAssignmentsForPrincipalAsync(
            new Amazon.SSOAdmin.Model.ListAccountAssignmentsForPrincipalRequest { InstanceArn = rig.Instance, PrincipalId = user, PrincipalType = "USER" }, Cancel);
        Assert.Equal(rig.Group, assignments.AccountAssignments.Single().PrincipalId);
    }

    [Fact]
    public async Task A_user_comes_back_as_it_was_made()
    {
        using var rig = await AccessRig.Create();
        var id = await NewUser(rig, "ada");

        var user = await rig.Cloud.Identities.DescribeUserAsync(new DescribeUserRequest { IdentityStoreId = rig.Store, UserId = id }, Cancel);

        Assert.Equal(("ada", "Ada Lovelace", "Ada", "ada@example.com"), (user.UserName, user.DisplayName, user.Name.GivenName, user.Emails.Single().Value));
    }

    [Fact]
    public async Task Another_identity_store_is_not_found()
    {
        using var rig = await AccessRig.Create();

        var gone = await Assert.ThrowsAsync<ResourceNotFoundException>(() => rig.Cloud.Identities.ListGroupsAsync(new ListGroupsRequest { IdentityStoreId = "d-0123456789" }, Cancel));

        Assert.Equal(ResourceType.IDENTITY_STORE, gone.ResourceType);
    }

    private static async Task<string> NewUser(AccessRig rig, string name) => (await rig.Cloud.Identities.CreateUserAsync(
        new CreateUserRequest
        {
            IdentityStoreId = rig.Store,
            UserName = name,
            DisplayName = "Ada Lovelace",
            Name = new Name { GivenName = "Ada", FamilyName = "Lovelace" },
            Emails = [new Email { Value = $"{name}@example.com", Primary = true }],
        },
        Cancel)).UserId;
}
