using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Roles, service-linked ones too.</summary>
internal sealed partial class IamSandbox
{
    public override CreateRoleResponse CreateRole(CreateRoleRequest request, Call call)
    {
        var iam = Iam(call);
        if (iam.Roles.Exists(role => role.Name.Equals(request.RoleName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EntityAlreadyExistsException($"Role with name {request.RoleName} already exists.");
        }

        if (request.Path?.StartsWith("/aws-service-role/", StringComparison.Ordinal) == true || request.Path?.StartsWith("/aws-reserved/", StringComparison.Ordinal) == true)
        {
            throw new InvalidInputException("The specified path is reserved for AWS.");
        }

        CheckTrust(request.AssumeRolePolicyDocument!);
        var role = new StoredIamRole
        {
            Name = request.RoleName!,
            Path = request.Path ?? "/",
            Id = NewId("AROA"),
            CreatedAt = world.Now,
            Trust = request.AssumeRolePolicyDocument!,
            Description = request.Description,
            MaxSessionDuration = request.MaxSessionDuration ?? 3600,
            BoundaryArn = request.PermissionsBoundary is { } boundary ? Attachable(call, boundary) : null,
            Tags = Tagged([], request.Tags),
        };
        iam.Roles.Add(role);
        return new CreateRoleResponse { Role = Shown(call, role, whole: true) };
    }

    public override CreateServiceLinkedRoleResponse CreateServiceLinkedRole(CreateServiceLinkedRoleRequest request, Call call)
    {
        var service = request.AWSServiceName!;
        var name = ServiceLinkedRoles.NameOf(service);
        if (Iam(call).Roles.Exists(role => role.Name == name))
        {
            throw new InvalidInputException($"Service role name {name} has been taken in this account, please try a different suffix.");
        }

        var role = AccountRoles.Linked(world, world.Account(call), service);
        role.Description = request.Description;
        return new CreateServiceLinkedRoleResponse { Role = Shown(call, role, whole: true) };
    }

    public override GetRoleResponse GetRole(GetRoleRequest request, Call call) => new() { Role = Shown(call, Role(call, request.RoleName), whole: true) };

    /// <remarks>Lists leave out tags and boundary: IAM API Reference, ListRoles, read 2026-11.</remarks>
    public override ListRolesResponse ListRoles(ListRolesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Iam(call).Roles.Where(role => IsBelow(role.Path, request.PathPrefix)).OrderBy(static role => role.Name, StringComparer.Ordinal), request.MaxItems, request.Marker);
        return new ListRolesResponse { Roles = [.. shown.Select(role => Shown(call, role, whole: false))], IsTruncated = next is not null, Marker = next };
    }

    public override UpdateRoleResponse UpdateRole(UpdateRoleRequest request, Call call)
    {
        var role = Role(call, request.RoleName);
        if (role.LinkedTo is not null && request.MaxSessionDuration is not null)
        {
            throw Protected(role);
        }

        (role.Description, role.MaxSessionDuration) = (request.Description ?? role.Description, request.MaxSessionDuration ?? role.MaxSessionDuration);
        return new UpdateRoleResponse();
    }

    public override UpdateAssumeRolePolicyResponse UpdateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Call call)
    {
        var role = ForChange(call, request.RoleName);
        CheckTrust(request.PolicyDocument!);
        role.Trust = request.PolicyDocument!;
        return new UpdateAssumeRolePolicyResponse();
    }

    public override DeleteRoleResponse DeleteRole(DeleteRoleRequest request, Call call)
    {
        var role = ForChange(call, request.RoleName);
        CheckBare(role);
        Iam(call).Roles.Remove(role);
        return new DeleteRoleResponse();
    }

    public override DeleteServiceLinkedRoleResponse DeleteServiceLinkedRole(DeleteServiceLinkedRoleRequest request, Call call)
    {
        var role = Role(call, request.RoleName);
        if (role.LinkedTo is not { } service)
        {
            throw Missing("service-linked role", role.Name);
        }

        Iam(call).Roles.Remove(role);
        return new DeleteServiceLinkedRoleResponse { DeletionTaskId = $"task/aws-service-role/{service}/{role.Name}/{world.Ids.Uuid()}" };
    }

    public override GetServiceLinkedRoleDeletionStatusResponse GetServiceLinkedRoleDeletionStatus(GetServiceLinkedRoleDeletionStatusRequest request, Call call) =>
        new() { Status = "SUCCEEDED" };

    public override PutRolePermissionsBoundaryResponse PutRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request, Call call)
    {
        ForChange(call, request.RoleName).BoundaryArn = Attachable(call, request.PermissionsBoundary!);
        return new PutRolePermissionsBoundaryResponse();
    }

    public override DeleteRolePermissionsBoundaryResponse DeleteRolePermissionsBoundary(DeleteRolePermissionsBoundaryRequest request, Call call)
    {
        var role = ForChange(call, request.RoleName);
        role.BoundaryArn = role.BoundaryArn is null ? throw Missing("permissions boundary of role", role.Name) : null;
        return new DeleteRolePermissionsBoundaryResponse();
    }

    public override TagRoleResponse TagRole(TagRoleRequest request, Call call)
    {
        var role = Role(call, request.RoleName);
        role.Tags = Tagged(role.Tags, request.Tags);
        return new TagRoleResponse();
    }

    public override UntagRoleResponse UntagRole(UntagRoleRequest request, Call call)
    {
        var role = Role(call, request.RoleName);
        request.TagKeys!.ForEach(key => role.Tags.Remove(key));
        return new UntagRoleResponse();
    }

    public override ListRoleTagsResponse ListRoleTags(ListRoleTagsRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Listed(Role(call, request.RoleName).Tags), request.MaxItems, request.Marker);
        return new ListRoleTagsResponse { Tags = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListInstanceProfilesForRoleResponse ListInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request, Call call)
    {
        _ = Role(call, request.RoleName);
        return new ListInstanceProfilesForRoleResponse { InstanceProfiles = [], IsTruncated = false };
    }

    private static UnmodifiableEntityException Protected(StoredIamRole role) =>
        new($"Cannot perform the operation on the protected role '{role.Name}' - this role is only modifiable by AWS");

    private static void CheckTrust(string document)
    {
        if (TrustPolicy.Read(document) is not { } trust)
        {
            throw new MalformedPolicyDocumentException("This policy contains invalid Json or is no trust policy.");
        }

        if (trust.Fault() is { } fault)
        {
            throw new MalformedPolicyDocumentException(fault);
        }

        CheckDocument(document, TrustSize);
    }

    private static Role Shown(Call call, StoredIamRole role, bool whole) => new()
    {
        RoleName = role.Name,
        Path = role.Path,
        RoleId = role.Id,
        Arn = Arn(call, "role", role.Path, role.Name),
        CreateDate = role.CreatedAt,
        AssumeRolePolicyDocument = Uri.EscapeDataString(role.Trust),
        Description = role.Description,
        MaxSessionDuration = role.MaxSessionDuration,
        PermissionsBoundary = whole ? Boundary(role) : null,
        Tags = whole ? Shown(role.Tags) : null,
        RoleLastUsed = whole ? new RoleLastUsed() : null,
    };

    private StoredIamRole Role(Call call, string? name) => Iam(call).Roles.Find(role => role.Name == name) ?? throw Missing("role", name!);

    private StoredIamRole ForChange(Call call, string? name) => Role(call, name) is { LinkedTo: null } role ? role : throw Protected(Role(call, name));
}
