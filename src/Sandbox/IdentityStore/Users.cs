using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.IdentityStore;

namespace SecretScoops.Governance.Sandbox.IdentityStore;

/// <summary>Users, with their names and e-mail address. Addresses, telephones, photos, roles and extensions are refused rather than lost.</summary>
internal sealed partial class IdentityStoreSandbox
{
    public override CreateUserResponse CreateUser(CreateUserRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        if (request.Addresses is not null || request.PhoneNumbers is not null || request.Photos is not null || request.Roles is not null || request.Extensions is not null)
        {
            return base.CreateUser(request, call);
        }

        // Identity Store API Reference, CreateUser: these four are required of users of the Identity Center directory.
        if (request.UserName is null || request.DisplayName is null || request.Name?.GivenName is null || request.Name.FamilyName is null)
        {
            throw new ValidationException("UserName, DisplayName, Name.GivenName and Name.FamilyName are required.");
        }

        RequireFreeUserName(request.UserName, null);
        var user = new StoredUser { Id = NewId(), CreatedAt = world.Now, UpdatedAt = world.Now, By = call.PrincipalArn };
        foreach (var (path, value) in UserAttributes.Of(request))
        {
            user.Attributes[path] = value;
        }

        Center.Users.Add(user);
        return new CreateUserResponse { UserId = user.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override DescribeUserResponse DescribeUser(DescribeUserRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        return UserAttributes.Described(User(request.UserId!), request.IdentityStoreId!);
    }

    public override GetUserIdResponse GetUserId(GetUserIdRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var (path, value) = Unique(request.AlternateIdentifier!, "USER", "userName", "emails.value");
        var user = Center.Users.Find(each => SameName(each.Attributes.GetValueOrDefault(path), value)) ?? throw NotFound("USER", "USER not found.");
        return new GetUserIdResponse { UserId = user.Id, IdentityStoreId = request.IdentityStoreId };
    }

    public override ListUsersResponse ListUsers(ListUsersRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var name = request.Filters is [var filter] ? Filtered(filter, "UserName") : null;
        var (users, next) = pages.Cut(Center.Users.Where(each => name is null || SameName(each.Attributes.GetValueOrDefault("userName"), name)), request.MaxResults, request.NextToken);
        return new ListUsersResponse { Users = [.. users.Select(user => UserAttributes.Listed(user, request.IdentityStoreId!))], NextToken = next };
    }

    public override UpdateUserResponse UpdateUser(UpdateUserRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var user = User(request.UserId!);
        var changes = request.Operations!.Select(operation => (Path: operation.AttributePath!, Value: Text(operation.AttributeValue))).ToList();
        foreach (var (path, value) in changes)
        {
            if (!UserAttributes.Paths.Contains(path))
            {
                throw new ValidationException($"Attribute path {path} is not supported for USER.");
            }

            if (path == "userName")
            {
                RequireFreeUserName(value ?? throw new ValidationException("UserName cannot be removed."), user.Id);
            }
        }

        foreach (var (path, value) in changes)
        {
            user.Attributes.Remove(path);
            if (value is not null)
            {
                user.Attributes[path] = value;
            }
        }

        user.UpdatedAt = world.Now;
        return new UpdateUserResponse();
    }

    public override DeleteUserResponse DeleteUser(DeleteUserRequest request, Call call)
    {
        Require(call, request.IdentityStoreId!);
        var user = User(request.UserId!);
        Center.Users.Remove(user);
        Center.Memberships.RemoveAll(each => each.UserId == user.Id);
        return new DeleteUserResponse();
    }

    private void RequireFreeUserName(string name, string? except)
    {
        if (Center.Users.Exists(each => each.Id != except && SameName(each.Attributes.GetValueOrDefault("userName"), name)))
        {
            throw NotUnique("Duplicate UserName");
        }
    }
}
