using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>The organization's administrator, and what its accounts get by themselves.</summary>
internal sealed partial class GuardDutySandbox
{
    public override EnableOrganizationAdminAccountResponse EnableOrganizationAdminAccount(EnableOrganizationAdminAccountRequest request, Call call)
    {
        var organization = Managed(call);
        if (!world.MemberIds.Contains(request.AdminAccountId))
        {
            throw Refused("The request failed because admin account passed is not member of AWS Organizations.");
        }

        var management = world.State.ManagementAccountId;
        var elsewhere = organization.Delegations.Find(each => each.ServicePrincipal == Principal)?.AccountId
            ?? world.State.Accounts.Find(account => account.Id == management)!.Regions.Values.Select(region => region.GuardDuty?.DesignatedId).FirstOrDefault(id => id is not null);
        if (elsewhere is not null && elsewhere != request.AdminAccountId)
        {
            throw Refused("The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.");
        }

        var own = Of(request.AdminAccountId!, call.Region);
        if (request.AdminAccountId == management && own.Detector is null)
        {
            throw Refused("The request failed because GuardDuty is not enabled in the management account.");
        }

        if (!world.HasTrustedAccess(Principal))
        {
            organization.ServiceAccess.Add(new StoredServiceAccess { ServicePrincipal = Principal, EnabledAt = world.Now });
        }

        if (request.AdminAccountId != management && elsewhere is null)
        {
            organization.Delegations.Add(new StoredDelegation { AccountId = request.AdminAccountId!, ServicePrincipal = Principal, EnabledAt = world.Now });
        }

        own.Detector ??= NewDetector(call.Region, true);
        own.Detector.Organization = new() { Known = [.. world.MemberIds] };
        Own(call).DesignatedId = request.AdminAccountId;
        return new EnableOrganizationAdminAccountResponse();
    }

    /// <remarks>Who still had members loses them; they keep GuardDuty on.</remarks>
    public override DisableOrganizationAdminAccountResponse DisableOrganizationAdminAccount(DisableOrganizationAdminAccountRequest request, Call call)
    {
        Managed(call);
        if (Own(call).DesignatedId != request.AdminAccountId)
        {
            throw Refused("The request failed because the account is not enabled as GuardDuty delegated administrator for the organization.");
        }

        if (Of(request.AdminAccountId!, call.Region).Detector is { } detector)
        {
            foreach (var member in detector.Members)
            {
                Of(member.AccountId, call.Region).AdministratorId = null;
            }

            detector.Members.Clear();
            detector.Organization = new();
        }

        Own(call).DesignatedId = null;
        return new DisableOrganizationAdminAccountResponse();
    }

    public override ListOrganizationAdminAccountsResponse ListOrganizationAdminAccounts(ListOrganizationAdminAccountsRequest request, Call call)
    {
        Managed(call);
        var (accounts, next) = pages.Cut(Own(call).DesignatedId is { } id ? [id] : Array.Empty<string>(), request.MaxResults, request.NextToken);
        return new ListOrganizationAdminAccountsResponse { AdminAccounts = [.. accounts.Select(each => new AdminAccount { AdminAccountId = each, AdminStatus = "ENABLED" })], NextToken = next };
    }

    public override DescribeOrganizationConfigurationResponse DescribeOrganizationConfiguration(DescribeOrganizationConfigurationRequest request, Call call)
    {
        var organization = OfAdministrator(call, request.DetectorId!).Organization;
        var (features, next) = pages.Cut(Features.Shown(organization, Missing(call.Region)), request.MaxResults, request.NextToken);
        return new DescribeOrganizationConfigurationResponse
        {
            AutoEnable = organization.AutoEnable != "NONE",
            AutoEnableOrganizationMembers = organization.AutoEnable,
            MemberAccountLimitReached = false,
            Features = features,
            NextToken = next,
        };
    }

    public override UpdateOrganizationConfigurationResponse UpdateOrganizationConfiguration(UpdateOrganizationConfigurationRequest request, Call call)
    {
        var organization = OfAdministrator(call, request.DetectorId!).Organization;
        if ((request.AutoEnable is null) == (request.AutoEnableOrganizationMembers is null))
        {
            throw OutOfRange();
        }

        var asked = Features.Asked(
            (request.Features ?? []).Select(feature => (feature.Name, feature.AutoEnable, (feature.AdditionalConfiguration ?? []).Select(part => (part.Name, part.AutoEnable)))), Missing(call.Region));
        organization.AutoEnable = request.AutoEnableOrganizationMembers ?? (request.AutoEnable == true ? "NEW" : "NONE");
        foreach (var (name, value) in asked)
        {
            organization.Features[name] = value;
        }

        organization.Spreading = world.Begin();
        return new UpdateOrganizationConfigurationResponse();
    }

    /// <summary>Carries settings to the accounts: those for all when their time has come, those for new ones when an account has joined.</summary>
    private bool SettleOrganization(bool isRead)
    {
        var changed = false;
        foreach (var (region, own) in world.State.Accounts.Find(account => account.Id == world.State.ManagementAccountId)!.Regions)
        {
            if (own.GuardDuty?.DesignatedId is not { } administrator || Of(administrator, region).Detector is not { } detector)
            {
                continue;
            }

            if (detector.Organization.Spreading is { } spreading && world.IsOver(spreading, isRead))
            {
                detector.Organization.Spreading = null;
                Spread(administrator, detector, region, world.MemberIds);
                changed = true;
            }

            var joined = world.MemberIds.Except(detector.Organization.Known).ToList();
            if (joined.Count > 0)
            {
                detector.Organization.Known.AddRange(joined);
                Spread(administrator, detector, region, detector.Organization.AutoEnable == "NONE" ? [] : joined, areNew: true);
                changed = true;
            }
        }

        return changed;
    }

    private void Spread(string administrator, StoredDetector detector, string region, IEnumerable<string> accounts, bool areNew = false)
    {
        foreach (var account in accounts.Where(id => id != administrator).ToList())
        {
            if (detector.Organization.AutoEnable == "ALL" || areNew)
            {
                Enroll(administrator, detector, account, region);
            }

            if (detector.Members.Exists(member => member.AccountId == account && IsAssociated(member)) && Of(account, region).Detector is { } its)
            {
                Follow(its, detector.Organization, areNew);
            }
        }
    }

    /// <summary>What is on for all is switched on; what is on for new accounts too, where the account is one. Nothing is switched off.</summary>
    private static void Follow(StoredDetector its, StoredGuardDutyOrganization organization, bool isNew)
    {
        foreach (var (feature, mode) in organization.Features)
        {
            its.Features[feature] |= mode == "ALL" || (isNew && mode == "NEW");
        }
    }

    private StoredOrganization Managed(Call call) =>
        world.State.Organization is { } organization && call.AccountId == world.State.ManagementAccountId ? organization : throw NotManagement();
}
