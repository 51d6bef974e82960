using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>Permissions boundaries of permission sets.</summary>
internal sealed partial class SsoAdminSandbox
{
    public override PutPermissionsBoundaryToPermissionSetResponse PutPermissionsBoundaryToPermissionSet(PutPermissionsBoundaryToPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        var boundary = request.PermissionsBoundary!;
        if (boundary.ManagedPolicyArn is null == boundary.CustomerManagedPolicyReference is null)
        {
            throw new ValidationException("A permissions boundary is either a managed policy or a customer managed policy reference.");
        }

        set.BoundaryArn = boundary.ManagedPolicyArn;
        set.BoundaryReference = boundary.CustomerManagedPolicyReference is { } reference ? Stored(reference) : null;
        set.Edits++;
        return new PutPermissionsBoundaryToPermissionSetResponse();
    }

    public override GetPermissionsBoundaryForPermissionSetResponse GetPermissionsBoundaryForPermissionSet(GetPermissionsBoundaryForPermissionSetRequest request, Call call)
    {
        var set = PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!);
        return new GetPermissionsBoundaryForPermissionSetResponse
        {
            PermissionsBoundary = set.BoundaryArn is { } arn ? new PermissionsBoundary { ManagedPolicyArn = arn }
                : set.BoundaryReference is { } reference ? new PermissionsBoundary { CustomerManagedPolicyReference = Shown(reference) }
                : throw new ResourceNotFoundException("The permission set has no permissions boundary."),
        };
    }

    public override DeletePermissionsBoundaryFromPermissionSetResponse DeletePermissionsBoundaryFromPermissionSet(DeletePermissionsBoundaryFromPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (set.BoundaryArn is null && set.BoundaryReference is null)
        {
            throw new ResourceNotFoundException("The permission set has no permissions boundary.");
        }

        (set.BoundaryArn, set.BoundaryReference) = (null, null);
        set.Edits++;
        return new DeletePermissionsBoundaryFromPermissionSetResponse();
    }
}
