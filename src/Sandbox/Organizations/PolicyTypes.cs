using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Policy types enabled and disabled in the root, which takes its time.</summary>
internal sealed partial class OrganizationsSandbox
{
    // Types that trusted access must precede (remembered; the reasons SERVICE_ACCESS_NOT_ENABLED and POLICY_TYPE_ENABLED_FOR_THIS_SERVICE are the model's).
    private static readonly Dictionary<string, string> neededAccess = new(StringComparer.Ordinal)
    {
        ["SECURITYHUB_POLICY"] = "securityhub.amazonaws.com",
        ["INSPECTOR_POLICY"] = "inspector2.amazonaws.com",
    };

    public override EnablePolicyTypeResponse EnablePolicyType(EnablePolicyTypeRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequireRoot(organization, request.RootId!);
        if (organization.FeatureSet != "ALL")
        {
            throw new PolicyTypeNotAvailableForOrganizationException("You can't use the specified policy type with the feature set currently enabled for this organization.");
        }

        switch (organization.PolicyTypes.Find(each => each.Type == request.PolicyType)?.Status)
        {
            case null:
                break;
            case "ENABLED":
                throw new PolicyTypeAlreadyEnabledException("The specified policy type is already enabled.");
            default:
                throw ChangesInProgress();
        }

        if (neededAccess.TryGetValue(request.PolicyType!, out var service) && !organization.ServiceAccess.Exists(each => each.ServicePrincipal == service))
        {
            throw Constraint("SERVICE_ACCESS_NOT_ENABLED", $"You must enable trusted access for {service} before you enable this policy type.");
        }

        organization.PolicyTypes.Add(new StoredPolicyType { Type = request.PolicyType!, Status = "PENDING_ENABLE", Waiting = world.Begin() });
        return new EnablePolicyTypeResponse { Root = Shown(organization.RootId) };
    }

    public override DisablePolicyTypeResponse DisablePolicyType(DisablePolicyTypeRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequireRoot(organization, request.RootId!);
        var type = organization.PolicyTypes.Find(each => each.Type == request.PolicyType)
            ?? throw new PolicyTypeNotEnabledException("This operation can be performed only for enabled policy types.");
        if (type.Waiting is not null)
        {
            throw ChangesInProgress();
        }

        (type.Status, type.Waiting) = ("PENDING_DISABLE", world.Begin());
        return new DisablePolicyTypeResponse { Root = Shown(organization.RootId) };
    }

    private static PolicyChangesInProgressException ChangesInProgress() =>
        new("Changes to the policy type are in progress. Try the operation again later.");

    private static void RequireRoot(StoredOrganization organization, string id)
    {
        if (id != organization.RootId)
        {
            throw new RootNotFoundException("You specified a root that doesn't exist.");
        }
    }

    private void Complete(StoredOrganization organization, StoredPolicyType type)
    {
        if (type.Status == "PENDING_DISABLE")
        {
            // All attachments of the type go; enabled again, it begins with AWS's own policy alone (Organizations User Guide, "Disabling a policy type").
            organization.PolicyTypes.Remove(type);
            organization.Policies.FindAll(policy => policy.Type == type.Type).ForEach(policy => policy.Targets.Clear());
            return;
        }

        (type.Status, type.Waiting) = ("ENABLED", null);
        if (type.Type == "RESOURCE_CONTROL_POLICY" && !organization.Policies.Exists(policy => policy.Id == AwsManagedPolicies.ResourceFullAccessId))
        {
            organization.Policies.Add(AwsManagedPolicies.ResourceFullAccess());
        }

        foreach (var target in (string[])[organization.RootId, .. organization.Units.Select(unit => unit.Id), .. Accounts.Select(account => account.Id)])
        {
            AttachFullAccess(organization, target);
        }
    }

    /// <summary>What AWS attaches to every target, new ones too, while a type is enabled.</summary>
    private static void AttachFullAccess(StoredOrganization organization, string target)
    {
        foreach (var policy in organization.Policies)
        {
            if (policy.AwsManaged && !policy.Targets.Contains(target) && organization.PolicyTypes.Exists(type => type.Type == policy.Type && type.Status == "ENABLED"))
            {
                policy.Targets.Add(target);
            }
        }
    }
}
