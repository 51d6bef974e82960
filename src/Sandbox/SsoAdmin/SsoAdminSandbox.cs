using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>IAM Identity Center's administration. This part says who may call, and finds what requests name; the others hold a topic each.</summary>
/// <remarks>
/// There is one organization instance, in the management account's home region. AWS has it enabled by hand, in the console; here it is there
/// as soon as the organization is, and its ids follow from the organization's.
/// </remarks>
internal sealed partial class SsoAdminSandbox(World world) : SsoAdminOperations, IBehaviour
{
    // The API's largest page.
    private readonly Pages pages = new(world.Options, 100, static () => new ValidationException("Invalid NextToken."));

    private StoredIdentityCenter Center => world.State.IdentityCenter;

    private SandboxQuotas Quotas => world.Options.Quotas;

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var over = Center.Operations.Where(operation => operation.Waiting is { } waiting && world.IsOver(waiting, isRead)).ToList();
        over.ForEach(Complete);
        return over.Count > 0;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new ThrottlingException("Rate exceeded");

    /// <inheritdoc/>
    public WireException Conflict() => new ConflictException("The request conflicts with another operation in progress. Try again later.");

    private static AccessDeniedException Denied(Call call) => new($"User: {call.PrincipalArn} is not authorized to perform this operation.");

    /// <summary>Only the management account and the delegated administrator of Identity Center may call, in the home region and on the one instance.</summary>
    private void Require(Call call, string? instanceArn)
    {
        var organization = world.State.Organization;
        if (organization is null || !world.AdministersIdentityCenter(call.AccountId))
        {
            throw Denied(call);
        }

        if (world.IdentityCenterRegion(call.Region) != call.Region || (instanceArn is not null && instanceArn != IdentityCenterIds.InstanceArn(organization)))
        {
            throw new ResourceNotFoundException("Instance does not exist.");
        }
    }

    private StoredPermissionSet PermissionSet(Call call, string instanceArn, string arn)
    {
        Require(call, instanceArn);
        return Center.PermissionSets.Find(each => each.Arn == arn) ?? throw new ResourceNotFoundException($"PermissionSet with ARN {arn} does not exist.");
    }

    /// <summary>A permission set about to be changed. A delegated administrator may not touch one that reaches into the management account.</summary>
    private StoredPermissionSet ForChange(Call call, string instanceArn, string arn)
    {
        var set = PermissionSet(call, instanceArn, arn);
        if (Center.Provisioned.Exists(each => each.PermissionSetArn == arn && each.AccountId == world.State.ManagementAccountId))
        {
            RequireReach(call, world.State.ManagementAccountId);
        }

        return set;
    }

    private void RequireReach(Call call, string accountId)
    {
        if (accountId == world.State.ManagementAccountId && call.AccountId != world.State.ManagementAccountId)
        {
            throw Denied(call);
        }
    }
}
