using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.IdentityStore;

namespace SecretScoops.Governance.Sandbox.IdentityStore;

/// <summary>Who is in which group.</summary>
internal sealed partial class IdentityStoreSandbox
{
    public override CreateGroupMembershipResponse CreateGroupMembership(CreateGroupMembershipRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var group = Group(request.GroupId!);
        var user = User(Member(request.MemberId!));
        if (Center.Memberships.Exists(each => each.GroupId == group.Id && each.UserId == user.Id))
        {
            throw NotUnique("Member and Group relationship already exists.");
        }

        var membership = new StoredMembership { Id = NewId(), GroupId = group.Id, UserId = user.Id, CreatedAt = world.Now, By = call.PrincipalArn };
        Center.Memberships.Add(membership);
        return new CreateGroupMembershipResponse { MembershipId = membership.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override DescribeGroupMembershipResponse DescribeGroupMembership(DescribeGroupMembershipRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var membership = Membership(each => each.Id == request.MembershipId);
        return new DescribeGroupMembershipResponse
        {
            IdentityStoreId = request.IdentityStoreId,
            MembershipId = membership.Id,
            GroupId = membership.GroupId,
            MemberId = new MemberId { UserId = membership.UserId },
            CreatedAt = membership.CreatedAt,
            UpdatedAt = membership.CreatedAt,
            CreatedBy = membership.By,
            UpdatedBy = membership.By,
        };
    }

    public override DeleteGroupMembershipResponse DeleteGroupMembership(DeleteGroupMembershipRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        Center.Memberships.Remove(Membership(each => each.Id == request.MembershipId));
        return new DeleteGroupMembershipResponse();
    }

    public override GetGroupMembershipIdResponse GetGroupMembershipId(GetGroupMembershipIdRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var membership = Membership(each => each.GroupId == request.GroupId && each.UserId == request.MemberId!.UserId);
        return new GetGroupMembershipIdResponse { MembershipId = membership.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override IsMemberInGroupsResponse IsMemberInGroups(IsMemberInGroupsRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var user = User(Member(request.MemberId!));
        return new IsMemberInGroupsResponse
        {
            Results = [.. request.GroupIds!.Select(Group).Select(group => new GroupMembershipExistenceResult
            {
                GroupId = group.Id,
                MemberId = new MemberId { UserId = user.Id },
                MembershipExists = Center.Memberships.Exists(each => each.GroupId == group.Id && each.UserId == user.Id),
            })],
        };
    }

    public override ListGroupMembershipsResponse ListGroupMemberships(ListGroupMembershipsRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var group = Group(request.GroupId!);
        var (memberships, next) = pages.Cut(Center.Memberships.Where(each => each.GroupId == group.Id), request.MaxResults, request.NextToken);
        return new ListGroupMembershipsResponse { GroupMemberships = [.. memberships.Select(each => Shown(each, request.IdentityStoreId!))], NextToken = next };
    }

    public override ListGroupMembershipsForMemberResponse ListGroupMembershipsForMember(ListGroupMembershipsForMemberRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var user = User(Member(request.MemberId!));
        var (memberships, next) = pages.Cut(Center.Memberships.Where(each => each.UserId == user.Id), request.MaxResults, request.NextToken);
        return new ListGroupMembershipsForMemberResponse { GroupMemberships = [.. memberships.Select(each => Shown(each, request.IdentityStoreId!))], NextToken = next };
    }

    private static string Member(MemberId member) => member.UserId ?? throw new ValidationException("MemberId must name a user.");

    private StoredMembership Membership(Predicate<StoredMembership> which) =>
        Center.Memberships.Find(which) ?? throw NotFound("GROUP_MEMBERSHIP", "MEMBERSHIP not found.");

    private static GroupMembership Shown(StoredMembership membership, string identityStoreId) => new()
    {
        IdentityStoreId = identityStoreId,
        MembershipId = membership.Id,
        GroupId = membership.GroupId,
        MemberId = new MemberId { UserId = membership.UserId },
        CreatedAt = membership.CreatedAt,
        UpdatedAt = membership.CreatedAt,
        CreatedBy = membership.By,
        UpdatedBy = membership.By,
    };
}
