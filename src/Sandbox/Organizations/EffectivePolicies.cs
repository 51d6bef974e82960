using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Effective management policies. Their inheritance operators are not worked out here: where there is nothing to inherit, that is told.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override DescribeEffectivePolicyResponse DescribeEffectivePolicy(DescribeEffectivePolicyRequest request, Call call)
    {
        var organization = ForMember(call);
        var target = request.TargetId ?? call.AccountId;
        if (target != call.AccountId)
        {
            ForReader(call);
        }

        var parent = Accounts.Find(account => account.Id == target)?.ParentId ?? throw new TargetNotFoundException("You specified a target that doesn't exist.");
        RequireEnabled(organization, request.PolicyType!);
        var line = PathOf(organization, parent).Split('/', StringSplitOptions.RemoveEmptyEntries).Append(target);
        if (!line.Any(each => On(organization, each, request.PolicyType!).Any()))
        {
            throw new EffectivePolicyNotFoundException("There is no effective policy for the specified target.");
        }

        return base.DescribeEffectivePolicy(request, call);
    }

    public override ListAccountsWithInvalidEffectivePolicyResponse ListAccountsWithInvalidEffectivePolicy(ListAccountsWithInvalidEffectivePolicyRequest request, Call call)
    {
        ForReader(call);
        return new ListAccountsWithInvalidEffectivePolicyResponse { Accounts = [], PolicyType = request.PolicyType };
    }
}
