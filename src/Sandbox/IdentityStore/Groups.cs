using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.IdentityStore;

namespace SecretScoops.Governance.Sandbox.IdentityStore;

/// <summary>Groups.</summary>
internal sealed partial class IdentityStoreSandbox
{
    public override CreateGroupResponse CreateGroup(CreateGroupRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        RequireFreeGroupName(request.DisplayName, null);
        if (Center.Groups.Count >= world.Options.Quotas.Identities)
        {
            throw new ServiceQuotaExceededException("You have exceeded the number of groups.");
        }

        var group = new StoredGroup
        {
            Id = NewId(),
            DisplayName = request.DisplayName,
            Description = request.Description,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            By = call.PrincipalArn,
        };
        Center.Groups.Add(group);
        return new CreateGroupResponse { GroupId = group.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override DescribeGroupResponse DescribeGroup(DescribeGroupRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var group = Group(request.GroupId!);
        return new DescribeGroupResponse
        {
            GroupId = group.Id,
            DisplayName = group.DisplayName,
            Description = group.Description,
            IdentityStoreId = request.IdentityStoreId,
            CreatedAt = group.CreatedAt,
            UpdatedAt = group.UpdatedAt,
            CreatedBy = group.By,
            UpdatedBy = group.By,
        };
    }

    public override GetGroupIdResponse GetGroupId(GetGroupIdRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var (_, name) = Unique(request.AlternateIdentifier!, "GROUP", "displayName");
        var group = Center.Groups.Find(each => SameName(each.DisplayName, name)) ?? throw NotFound("GROUP", "GROUP not found.");
        return new GetGroupIdResponse { GroupId = group.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override ListGroupsResponse ListGroups(ListGroupsRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var name = request.Filters is [var filter] ? Filtered(filter, "DisplayName") : null;
        var (groups, next) = pages.Cut(Center.Groups.Where(each => name is null || SameName(each.DisplayName, name)), request.MaxResults, request.NextToken);
        return new ListGroupsResponse { Groups = [.. groups.Select(group => Shown(group, request.IdentityStoreId!))], NextToken = next };
    }

    public override UpdateGroupResponse UpdateGroup(UpdateGroupRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var group = Group(request.GroupId!);
        var (name, description) = (group.DisplayName, group.Description);
        foreach (var operation in request.Operations!)
        {
            (name, description) = operation.AttributePath switch
            {
                "displayName" => (Text(operation.AttributeValue), description),
                "description" => (name, Text(operation.AttributeValue)),
                _ => throw new ValidationException($"Attribute path {operation.AttributePath} is not supported for GROUP."),
            };
        }

        RequireFreeGroupName(name, group.Id);
        (group.DisplayName, group.Description, group.UpdatedAt) = (name, description, world.Now);
        return new UpdateGroupResponse();
    }

    /// <remarks>Assignments of a principal that is gone stay, and show its id: Identity Center User Guide, "Delete groups".</remarks>
    public override DeleteGroupResponse DeleteGroup(DeleteGroupRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var group = Group(request.GroupId!);
        Center.Groups.Remove(group);
        Center.Memberships.RemoveAll(each => each.GroupId == group.Id);
        return new DeleteGroupResponse();
    }

    private void RequireFreeGroupName(string? name, string? except)
    {
        if (name is not null && Center.Groups.Exists(each => each.Id != except && SameName(each.DisplayName, name)))
        {
            throw NotUnique("Duplicate GroupDisplayName");
        }
    }

    private static Group Shown(StoredGroup group, string identityStoreId) => new()
    {
        GroupId = group.Id,
        DisplayName = group.DisplayName,
        Description = group.Description,
        IdentityStoreId = identityStoreId,
        CreatedAt = group.CreatedAt,
        UpdatedAt = group.UpdatedAt,
        CreatedBy = group.By,
        UpdatedBy = group.By,
    };
}
