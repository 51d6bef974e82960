using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Policies attached to the root, units and accounts.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override AttachPolicyResponse AttachPolicy(AttachPolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        var policy = Policy(organization, request.PolicyId!);
        RequireTarget(organization, request.TargetId!);
        RequireEnabled(organization, policy.Type);
        if (policy.Targets.Contains(request.TargetId!))
        {
            throw new DuplicatePolicyAttachmentException("The selected policy is already attached to the specified target.");
        }

        if (On(organization, request.TargetId!, policy.Type).Count() >= Quotas.For(policy.Type).PerTarget)
        {
            throw Constraint("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", "You have attached the maximum number of policies to the specified target.");
        }

        policy.Targets.Add(request.TargetId!);
        return new AttachPolicyResponse();
    }

    public override DetachPolicyResponse DetachPolicy(DetachPolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        var policy = Policy(organization, request.PolicyId!);
        RequireTarget(organization, request.TargetId!);
        if (!policy.Targets.Contains(request.TargetId!))
        {
            throw new PolicyNotAttachedException("The policy isn't attached to the specified target.");
        }

        if (policy.Id == AwsManagedPolicies.ResourceFullAccessId)
        {
            throw Invalid("NON_DETACHABLE_POLICY", "You can't detach this AWS managed policy.");
        }

        if (policy.Type == "SERVICE_CONTROL_POLICY" && On(organization, request.TargetId!, policy.Type).Count() == 1)
        {
            throw Constraint("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.");
        }

        policy.Targets.Remove(request.TargetId!);
        return new DetachPolicyResponse();
    }

    public override ListPoliciesForTargetResponse ListPoliciesForTarget(ListPoliciesForTargetRequest request, Call call)
    {
        var organization = ForReader(call);
        RequireTarget(organization, request.TargetId!);
        var (policies, next) = pages.Cut(On(organization, request.TargetId!, request.Filter!), request.MaxResults, request.NextToken);
        return new ListPoliciesForTargetResponse { Policies = [.. policies.Select(policy => Summary(organization, policy))], NextToken = next };
    }

    public override ListTargetsForPolicyResponse ListTargetsForPolicy(ListTargetsForPolicyRequest request, Call call)
    {
        var organization = ForReader(call);
        var (targets, next) = pages.Cut(Policy(organization, request.PolicyId!).Targets, request.MaxResults, request.NextToken);
        return new ListTargetsForPolicyResponse { Targets = [.. targets.Select(target => Target(organization, target))], NextToken = next };
    }

    private static IEnumerable<StoredPolicy> On(StoredOrganization organization, string target, string type) =>
        organization.Policies.Where(policy => policy.Type == type && policy.Targets.Contains(target));

    private static void RequireEnabled(StoredOrganization organization, string type)
    {
        var status = organization.PolicyTypes.Find(each => each.Type == type)?.Status;
        if (status == "PENDING_DISABLE")
        {
            throw new PolicyChangesInProgressException("Changes to the effective policy are in progress, and its contents can't be returned. Try the operation again later.");
        }

        if (status != "ENABLED")
        {
            throw new PolicyTypeNotEnabledException("This operation can be performed only for enabled policy types.");
        }
    }

    private void RequireTarget(StoredOrganization organization, string id)
    {
        if (!IsParent(organization, id) && !Accounts.Exists(account => account.Id == id))
        {
            throw new TargetNotFoundException("You specified a target that doesn't exist.");
        }
    }

    private PolicyTargetSummary Target(StoredOrganization organization, string id)
    {
        if (id == organization.RootId)
        {
            var root = Shown(id);
            return new PolicyTargetSummary { TargetId = id, Arn = root.Arn, Name = root.Name, Type = "ROOT" };
        }

        return organization.Units.Find(each => each.Id == id) is { } unit
            ? new PolicyTargetSummary { TargetId = id, Arn = Arn(organization, unit), Name = unit.Name, Type = "ORGANIZATIONAL_UNIT" }
            : new PolicyTargetSummary { TargetId = id, Arn = Arn(organization, Account(id)), Name = Account(id).Name, Type = "ACCOUNT" };
    }
}
