using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>Tags of trails, and who administers CloudTrail for the organization.</summary>
internal sealed partial class CloudTrailSandbox
{
    private const int DelegatedAdministrators = 3;

    public override AddTagsResponse AddTags(AddTagsRequest request, Call call)
    {
        var trail = ForChange(call, Arn(request.ResourceId));
        foreach (var tag in request.TagsList!)
        {
            trail.Tags[tag.Key!] = tag.Value ?? "";
        }

        return new();
    }

    public override RemoveTagsResponse RemoveTags(RemoveTagsRequest request, Call call)
    {
        var trail = ForChange(call, Arn(request.ResourceId));
        request.TagsList!.ForEach(tag => trail.Tags.Remove(tag.Key!));
        return new();
    }

    public override ListTagsResponse ListTags(ListTagsRequest request, Call call) => new()
    {
        ResourceTagList = request.ResourceIdList!.ConvertAll(id => new ResourceTag
        {
            ResourceId = id,
            TagsList = [.. Find(call, Arn(id)).Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
        }),
    };

    public override RegisterOrganizationDelegatedAdminResponse RegisterOrganizationDelegatedAdmin(RegisterOrganizationDelegatedAdminRequest request, Call call)
    {
        RequireManagement(call);
        var (id, delegations) = (request.MemberAccountId!, world.State.Organization!.Delegations);
        if (id == world.State.ManagementAccountId)
        {
            throw new CannotDelegateManagementAccountException("The management account of the organization cannot be a delegated administrator.");
        }

        if (!world.State.Accounts.Exists(account => account.Id == id))
        {
            throw new AccountNotFoundException($"Account {id} is not part of the organization.");
        }

        if (delegations.Exists(each => each.AccountId == id && each.ServicePrincipal == Principal))
        {
            throw new AccountRegisteredException($"Account {id} is already registered.");
        }

        if (delegations.Count(each => each.ServicePrincipal == Principal) >= DelegatedAdministrators)
        {
            throw new DelegatedAdminAccountLimitExceededException($"An organization has at most {DelegatedAdministrators} delegated administrators for CloudTrail.");
        }

        // The service's own call enables trusted access as well: CloudTrail API Reference, RegisterOrganizationDelegatedAdmin, read 2026-11.
        if (!world.HasTrustedAccess(Principal))
        {
            world.State.Organization.ServiceAccess.Add(new() { ServicePrincipal = Principal, EnabledAt = world.Now });
        }

        delegations.Add(new() { AccountId = id, ServicePrincipal = Principal, EnabledAt = world.Now });
        return new();
    }

    public override DeregisterOrganizationDelegatedAdminResponse DeregisterOrganizationDelegatedAdmin(DeregisterOrganizationDelegatedAdminRequest request, Call call)
    {
        RequireManagement(call);
        var removed = world.State.Organization!.Delegations.RemoveAll(each => each.AccountId == request.DelegatedAdminAccountId && each.ServicePrincipal == Principal);
        return removed > 0 ? new() : throw new AccountNotRegisteredException($"Account {request.DelegatedAdminAccountId} is not registered as the CloudTrail delegated administrator.");
    }

    private static string Arn(string? id) => id?.StartsWith("arn:", StringComparison.Ordinal) == true ? id : throw new CloudTrailARNInvalidException($"{id} is not a valid ARN.");

    private void RequireManagement(Call call)
    {
        if (world.State.Organization is null)
        {
            throw new OrganizationsNotInUseException("Your account is not a member of an organization.");
        }

        if (call.AccountId != world.State.ManagementAccountId)
        {
            throw new NotOrganizationManagementAccountException("Only the management account can register delegated administrators.");
        }
    }
}
