using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>What happens to accounts that join, and who says how each is set up.</summary>
internal sealed partial class SecurityHubSandbox
{
    public override DescribeOrganizationConfigurationResponse DescribeOrganizationConfiguration(DescribeOrganizationConfigurationRequest request, Call call)
    {
        var organization = Organization(ForAdministrator(call));
        return new DescribeOrganizationConfigurationResponse
        {
            AutoEnable = organization.AutoEnable,
            AutoEnableStandards = organization.AutoEnableStandards,
            MemberAccountLimitReached = false,
            OrganizationConfiguration = new OrganizationConfiguration { ConfigurationType = organization.Type, Status = organization.Status },
        };
    }

    /// <remarks>
    /// Central configuration needs a finding aggregator, is set from its home region, by a delegated administrator that is not the management account, with AutoEnable false and
    /// AutoEnableStandards NONE; before it is left, targets are disassociated and policies deleted (API Reference, UpdateOrganizationConfiguration; User Guide,
    /// "Disabling central configuration", read 2026-11).
    /// </remarks>
    public override UpdateOrganizationConfigurationResponse UpdateOrganizationConfiguration(UpdateOrganizationConfigurationRequest request, Call call)
    {
        var hub = ForAdministrator(call);
        var organization = Organization(hub);
        var type = request.OrganizationConfiguration?.ConfigurationType ?? organization.Type;
        if (organization.Status == "PENDING")
        {
            throw new ResourceConflictException("The organization configuration is being updated");
        }

        if (type == "CENTRAL")
        {
            RequireCentral(request, hub, call);
        }
        else if (organization.Type == "CENTRAL" && (hub.Associations.Count > 0 || hub.Policies.Count > 0))
        {
            throw new ResourceConflictException("Disassociate all targets and delete all configuration policies before you stop using central configuration");
        }

        if (type != organization.Type)
        {
            (organization.Status, organization.Waiting) = ("PENDING", world.Begin());
        }

        organization.Type = type;
        organization.AutoEnable = request.AutoEnable ?? false;
        organization.AutoEnableStandards = type == "CENTRAL" ? "NONE" : request.AutoEnableStandards ?? organization.AutoEnableStandards;
        organization.UpdatedAt = world.Now;
        return new UpdateOrganizationConfigurationResponse();
    }

    private StoredHubOrganization Organization(StoredSecurityHub hub) => hub.Organization ??= new() { UpdatedAt = world.Now };

    private void RequireCentral(UpdateOrganizationConfigurationRequest request, StoredSecurityHub hub, Call call)
    {
        if (call.AccountId == world.State.ManagementAccountId)
        {
            throw new AccessDeniedException("The organization management account cannot use central configuration; designate a member account as delegated administrator");
        }

        if (hub.Aggregator is null)
        {
            throw HomeOf(call.AccountId) is null
                ? new InvalidAccessException("A finding aggregator is required before you can use central configuration")
                : new AccessDeniedException("Central configuration can be used from the home Region only");
        }

        if (request.AutoEnable == true || request.AutoEnableStandards is not (null or "NONE"))
        {
            throw Invalid("AutoEnable must be false and AutoEnableStandards must be NONE for central configuration");
        }
    }

    private bool SettleOrganization(string accountId, string region, StoredSecurityHub hub, bool isRead)
    {
        if (hub.Organization is not { } organization || AdministratorIn(region) != accountId)
        {
            return false;
        }

        var changed = false;
        if (organization.Waiting is { } waiting && world.IsOver(waiting, isRead))
        {
            (organization.Status, organization.Waiting, changed) = ("ENABLED", null, true);
        }

        return changed | (organization.Type == "CENTRAL" ? SettleAssociations(accountId, region, hub, isRead) : organization.AutoEnable && TakeInNewAccounts(accountId, region, hub));
    }

    // Accounts that joined since: those that were there before are added by hand (API Reference, AutoEnable).
    private bool TakeInNewAccounts(string administrator, string region, StoredSecurityHub hub)
    {
        var joined = world.State.Accounts.FindAll(account => account.State == "ACTIVE" && account.Id != administrator && account.JoinedAt > hub.Organization!.UpdatedAt
            && !hub.Members.Exists(member => member.AccountId == account.Id));
        joined.ForEach(account => Join(hub, account.Id, region, withDefaults: true));
        return joined.Count > 0;
    }
}
