using System.Text.Json;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>The policies of a permission set: AWS managed, customer managed, inline.</summary>
internal sealed partial class SsoAdminSandbox
{
    public override AttachManagedPolicyToPermissionSetResponse AttachManagedPolicyToPermissionSet(AttachManagedPolicyToPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (set.ManagedPolicies.Contains(request.ManagedPolicyArn!))
        {
            throw new ConflictException($"Policy {request.ManagedPolicyArn} is already attached to the permission set.");
        }

        RequireRoomForPolicy(set);
        set.ManagedPolicies.Add(request.ManagedPolicyArn!);
        set.Edits++;
        return new AttachManagedPolicyToPermissionSetResponse();
    }

    public override DetachManagedPolicyFromPermissionSetResponse DetachManagedPolicyFromPermissionSet(DetachManagedPolicyFromPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (!set.ManagedPolicies.Remove(request.ManagedPolicyArn!))
        {
            throw new ResourceNotFoundException($"Policy {request.ManagedPolicyArn} is not attached to the permission set.");
        }

        set.Edits++;
        return new DetachManagedPolicyFromPermissionSetResponse();
    }

    public override ListManagedPoliciesInPermissionSetResponse ListManagedPoliciesInPermissionSet(ListManagedPoliciesInPermissionSetRequest request, Call call)
    {
        var set = PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!);
        var (policies, next) = pages.Cut(set.ManagedPolicies, request.MaxResults, request.NextToken);
        return new ListManagedPoliciesInPermissionSetResponse
        {
            AttachedManagedPolicies = [.. policies.Select(arn => new AttachedManagedPolicy { Arn = arn, Name = arn[(arn.LastIndexOf('/') + 1)..] })],
            NextToken = next,
        };
    }

    public override AttachCustomerManagedPolicyReferenceToPermissionSetResponse AttachCustomerManagedPolicyReferenceToPermissionSet(
        AttachCustomerManagedPolicyReferenceToPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        var reference = Stored(request.CustomerManagedPolicyReference!);
        if (set.CustomerManagedPolicies.Contains(reference))
        {
            throw new ConflictException($"Policy {reference.Path}{reference.Name} is already attached to the permission set.");
        }

        RequireRoomForPolicy(set);
        set.CustomerManagedPolicies.Add(reference);
        set.Edits++;
        return new AttachCustomerManagedPolicyReferenceToPermissionSetResponse();
    }

    public override DetachCustomerManagedPolicyReferenceFromPermissionSetResponse DetachCustomerManagedPolicyReferenceFromPermissionSet(
        DetachCustomerManagedPolicyReferenceFromPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        var reference = Stored(request.CustomerManagedPolicyReference!);
        if (!set.CustomerManagedPolicies.Remove(reference))
        {
            throw new ResourceNotFoundException($"Policy {reference.Path}{reference.Name} is not attached to the permission set.");
        }

        set.Edits++;
        return new DetachCustomerManagedPolicyReferenceFromPermissionSetResponse();
    }

    public override ListCustomerManagedPolicyReferencesInPermissionSetResponse ListCustomerManagedPolicyReferencesInPermissionSet(
        ListCustomerManagedPolicyReferencesInPermissionSetRequest request, Call call)
    {
        var set = PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!);
        var (references, next) = pages.Cut(set.CustomerManagedPolicies, request.MaxResults, request.NextToken);
        return new ListCustomerManagedPolicyReferencesInPermissionSetResponse { CustomerManagedPolicyReferences = [.. references.Select(Shown)], NextToken = next };
    }

    public override PutInlinePolicyToPermissionSetResponse PutInlinePolicyToPermissionSet(PutInlinePolicyToPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        RequirePolicy(request.InlinePolicy!);
        if (request.InlinePolicy!.Count(static c => !char.IsWhiteSpace(c)) > Quotas.InlinePolicySize)
        {
            throw new ServiceQuotaExceededException("You have exceeded the maximum size of an inline policy.");
        }

        set.InlinePolicy = request.InlinePolicy;
        set.Edits++;
        return new PutInlinePolicyToPermissionSetResponse();
    }

    /// <remarks>Where there is none, AWS answers without an error and without a policy.</remarks>
    public override GetInlinePolicyForPermissionSetResponse GetInlinePolicyForPermissionSet(GetInlinePolicyForPermissionSetRequest request, Call call) =>
        new() { InlinePolicy = PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!).InlinePolicy ?? "" };

    public override DeleteInlinePolicyFromPermissionSetResponse DeleteInlinePolicyFromPermissionSet(DeleteInlinePolicyFromPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (set.InlinePolicy is null)
        {
            throw new ResourceNotFoundException("The permission set has no inline policy.");
        }

        set.InlinePolicy = null;
        set.Edits++;
        return new DeleteInlinePolicyFromPermissionSetResponse();
    }

    private void RequireRoomForPolicy(StoredPermissionSet set)
    {
        if (set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count >= Quotas.PoliciesPerPermissionSet)
        {
            throw new ServiceQuotaExceededException("You have exceeded the number of managed policies that can be attached to a permission set.");
        }
    }

    private static void RequirePolicy(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("Statement", out _))
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Told below, as AWS tells it.
        }

        throw new ValidationException("The policy document is not valid.");
    }

    private static StoredPolicyReference Stored(CustomerManagedPolicyReference reference) => new() { Name = reference.Name!, Path = reference.Path ?? "/" };

    private static CustomerManagedPolicyReference Shown(StoredPolicyReference reference) => new() { Name = reference.Name, Path = reference.Path };
}
