using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>The organization's administrator, region by region.</summary>
internal sealed partial class SecurityHubSandbox
{
    /// <remarks>
    /// Enables trusted access and registers the delegated administrator itself. Once Organizations has a delegated administrator, only that account or the management account
    /// may be named in any region; the management account may name itself (User Guide, "Designating a Security Hub administrator account", read 2026-11).
    /// </remarks>
    public override EnableOrganizationAdminAccountResponse EnableOrganizationAdminAccount(EnableOrganizationAdminAccountRequest request, Call call)
    {
        var organization = RequireManagement(call);
        var administrator = ActiveAccount(request.AdminAccountId!) ?? throw Invalid($"Account {request.AdminAccountId} is not an active member of the organization");
        var delegated = organization.Delegations.Find(each => each.ServicePrincipal == Principal)?.AccountId;
        var isManagement = administrator.Id == world.State.ManagementAccountId;
        if ((AdministratorIn(call.Region) is { } present && present != administrator.Id) || (delegated is not null && delegated != administrator.Id && !isManagement))
        {
            throw Invalid($"Account {AdministratorIn(call.Region) ?? delegated} is already the Security Hub administrator of the organization; disable it first");
        }

        if (!world.HasTrustedAccess(Principal))
        {
            organization.ServiceAccess.Add(new StoredServiceAccess { ServicePrincipal = Principal, EnabledAt = world.Now });
        }

        if (!isManagement && delegated is null)
        {
            organization.Delegations.Add(new StoredDelegation { AccountId = administrator.Id, ServicePrincipal = Principal, EnabledAt = world.Now });
        }

        Make(world.State.ManagementAccountId, call.Region).OrganizationAdministratorId = administrator.Id;
        Subscribe(administrator.Id, call.Region, withDefaults: false).Organization ??= new() { UpdatedAt = world.Now };
        return new EnableOrganizationAdminAccountResponse { AdminAccountId = administrator.Id, Feature = request.Feature };
    }

    /// <remarks>Without its administrator the organization leaves central configuration (User Guide, "Designating a delegated administrator": "Central Configuration will automatically opt out").</remarks>
    public override DisableOrganizationAdminAccountResponse DisableOrganizationAdminAccount(DisableOrganizationAdminAccountRequest request, Call call)
    {
        var organization = RequireManagement(call);
        if (AdministratorIn(call.Region) != request.AdminAccountId)
        {
            throw Invalid($"Account {request.AdminAccountId} is not the Security Hub administrator of the organization in this Region");
        }

        Make(world.State.ManagementAccountId, call.Region).OrganizationAdministratorId = null;
        var hub = Make(request.AdminAccountId!, call.Region);
        (hub.Organization, hub.Aggregator) = (null, null);
        hub.Members.Clear();
        hub.Policies.Clear();
        hub.Associations.Clear();
        if (world.State.Accounts.Find(account => account.Id == world.State.ManagementAccountId)!.Regions.Values.All(region => region.SecurityHub?.OrganizationAdministratorId != request.AdminAccountId))
        {
            organization.Delegations.RemoveAll(each => each.ServicePrincipal == Principal && each.AccountId == request.AdminAccountId);
        }

        return new DisableOrganizationAdminAccountResponse();
    }

    public override ListOrganizationAdminAccountsResponse ListOrganizationAdminAccounts(ListOrganizationAdminAccountsRequest request, Call call)
    {
        _ = RequireManagement(call);
        return new ListOrganizationAdminAccountsResponse
        {
            AdminAccounts = AdministratorIn(call.Region) is { } administrator ? [new AdminAccount { AccountId = administrator, Status = "ENABLED" }] : [],
            Feature = request.Feature,
        };
    }

    private StoredOrganization RequireManagement(Call call) => world.State.Organization is { } organization && call.AccountId == world.State.ManagementAccountId
        ? organization
        : throw new AccessDeniedException($"Account {call.AccountId} is not the management account of an organization");
}
