using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Users, the groups they are in, and their passwords. The landing zone has none; they are here so that violations can be made and found.</summary>
internal sealed partial class IamSandbox
{
    public override CreateUserResponse CreateUser(CreateUserRequest request, Call call)
    {
        var iam = Iam(call);
        if (iam.Users.Exists(user => user.Name.Equals(request.UserName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EntityAlreadyExistsException($"User with name {request.UserName} already exists.");
        }

        var user = new StoredIamUser
        {
            Name = request.UserName!,
            Path = request.Path ?? "/",
            Id = NewId("AIDA"),
            CreatedAt = world.Now,
            BoundaryArn = request.PermissionsBoundary is { } boundary ? Attachable(call, boundary) : null,
            Tags = Tagged([], request.Tags),
        };
        iam.Users.Add(user);
        return new CreateUserResponse { User = Shown(call, user, whole: true) };
    }

    public override GetUserResponse GetUser(GetUserRequest request, Call call) => new() { User = Shown(call, User(call, request.UserName), whole: true) };

    public override ListUsersResponse ListUsers(ListUsersRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Iam(call).Users.Where(user => IsBelow(user.Path, request.PathPrefix)).OrderBy(static user => user.Name, StringComparer.Ordinal), request.MaxItems, request.Marker);
        return new ListUsersResponse { Users = [.. shown.Select(user => Shown(call, user, whole: false))], IsTruncated = next is not null, Marker = next };
    }

    public override UpdateUserResponse UpdateUser(UpdateUserRequest request, Call call)
    {
        var user = User(call, request.UserName);
        if (request.NewUserName is { } name && Iam(call).Users.Exists(other => other != user && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EntityAlreadyExistsException($"User with name {name} already exists.");
        }

        (user.Name, user.Path) = (request.NewUserName ?? user.Name, request.NewPath ?? user.Path);
        return new UpdateUserResponse();
    }

    /// <remarks>Everything of the user's goes first: IAM API Reference, DeleteUser, read 2026-11.</remarks>
    public override DeleteUserResponse DeleteUser(DeleteUserRequest request, Call call)
    {
        var user = User(call, request.UserName);
        CheckBare(user);
        var left = user.AccessKeys.Count > 0 ? "access keys"
            : user.PasswordAt is not null ? "login profile"
            : user.Groups.Count > 0 ? "user from all groups"
            : Iam(call).MfaDevices.Exists(device => device.UserName == user.Name) ? "MFA device"
            : null;
        if (left is not null)
        {
            throw new DeleteConflictException($"Cannot delete entity, must delete or remove {left} first.");
        }

        Iam(call).Users.Remove(user);
        return new DeleteUserResponse();
    }

    public override TagUserResponse TagUser(TagUserRequest request, Call call)
    {
        var user = User(call, request.UserName);
        user.Tags = Tagged(user.Tags, request.Tags);
        return new TagUserResponse();
    }

    public override UntagUserResponse UntagUser(UntagUserRequest request, Call call)
    {
        var user = User(call, request.UserName);
        request.TagKeys!.ForEach(key => user.Tags.Remove(key));
        return new UntagUserResponse();
    }

    public override ListUserTagsResponse ListUserTags(ListUserTagsRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Listed(User(call, request.UserName).Tags), request.MaxItems, request.Marker);
        return new ListUserTagsResponse { Tags = shown, IsTruncated = next is not null, Marker = next };
    }

    public override CreateGroupResponse CreateGroup(CreateGroupRequest request, Call call)
    {
        var iam = Iam(call);
        if (iam.Groups.Exists(group => group.Name.Equals(request.GroupName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EntityAlreadyExistsException($"Group with name {request.GroupName} already exists.");
        }

        var group = new StoredIamGroup { Name = request.GroupName!, Path = request.Path ?? "/", Id = NewId("AGPA"), CreatedAt = world.Now };
        iam.Groups.Add(group);
        return new CreateGroupResponse { Group = Shown(call, group) };
    }

    public override GetGroupResponse GetGroup(GetGroupRequest request, Call call)
    {
        var group = Group(call, request.GroupName);
        var (shown, next) = pages.Cut(Iam(call).Users.Where(user => user.Groups.Contains(group.Name)), request.MaxItems, request.Marker);
        return new GetGroupResponse { Group = Shown(call, group), Users = [.. shown.Select(user => Shown(call, user, whole: false))], IsTruncated = next is not null, Marker = next };
    }

    public override ListGroupsResponse ListGroups(ListGroupsRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Iam(call).Groups.Where(group => IsBelow(group.Path, request.PathPrefix)).OrderBy(static group => group.Name, StringComparer.Ordinal), request.MaxItems, request.Marker);
        return new ListGroupsResponse { Groups = [.. shown.Select(group => Shown(call, group))], IsTruncated = next is not null, Marker = next };
    }

    public override ListGroupsForUserResponse ListGroupsForUser(ListGroupsForUserRequest request, Call call)
    {
        var user = User(call, request.UserName);
        var (shown, next) = pages.Cut(Iam(call).Groups.Where(group => user.Groups.Contains(group.Name)), request.MaxItems, request.Marker);
        return new ListGroupsForUserResponse { Groups = [.. shown.Select(group => Shown(call, group))], IsTruncated = next is not null, Marker = next };
    }

    public override DeleteGroupResponse DeleteGroup(DeleteGroupRequest request, Call call)
    {
        var group = Group(call, request.GroupName);
        CheckBare(group);
        if (Iam(call).Users.Exists(user => user.Groups.Contains(group.Name)))
        {
            throw new DeleteConflictException("Cannot delete entity, must remove users from group first.");
        }

        Iam(call).Groups.Remove(group);
        return new DeleteGroupResponse();
    }

    public override AddUserToGroupResponse AddUserToGroup(AddUserToGroupRequest request, Call call)
    {
        var (user, group) = (User(call, request.UserName), Group(call, request.GroupName));
        if (!user.Groups.Contains(group.Name))
        {
            user.Groups.Add(group.Name);
        }

        return new AddUserToGroupResponse();
    }

    public override RemoveUserFromGroupResponse RemoveUserFromGroup(RemoveUserFromGroupRequest request, Call call)
    {
        User(call, request.UserName).Groups.Remove(Group(call, request.GroupName).Name);
        return new RemoveUserFromGroupResponse();
    }

    private static User Shown(Call call, StoredIamUser user, bool whole) => new()
    {
        UserName = user.Name,
        Path = user.Path,
        UserId = user.Id,
        Arn = Arn(call, "user", user.Path, user.Name),
        CreateDate = user.CreatedAt,
        PermissionsBoundary = whole ? Boundary(user) : null,
        Tags = whole ? Shown(user.Tags) : null,
    };

    private static Group Shown(Call call, StoredIamGroup group) =>
        new() { GroupName = group.Name, Path = group.Path, GroupId = group.Id, Arn = Arn(call, "group", group.Path, group.Name), CreateDate = group.CreatedAt };

    // Without a name it is the caller, where the caller is a user that was made here.
    private StoredIamUser User(Call call, string? name) => Iam(call).Users.Find(user => user.Name == (name ?? call.PrincipalArn[(call.PrincipalArn.LastIndexOf('/') + 1)..]))
        ?? throw Missing("user", name ?? call.PrincipalArn);

    private StoredIamGroup Group(Call call, string? name) => Iam(call).Groups.Find(group => group.Name == name) ?? throw Missing("group", name!);
}
