using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;

/// <summary>
/// Dismissing an administrator, as AWS describes it (GuardDuty User Guide, "Changing the delegated administrator account", read 2026-11): in each region nobody is enrolled by itself
/// any more, members are released, the administrator is dismissed; then it is deregistered in Organizations, once. Members keep GuardDuty on all the while.
/// </summary>
internal static class GuardDutyHandover
{
    /// <summary>Dismisses whoever administers any region and is not wanted.</summary>
    /// <param name="address">What is changed, for faults.</param>
    /// <param name="wanted">The id of the account that is to come.</param>
    /// <param name="world">The run.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Whether anybody was dismissed.</returns>
    public static async Task<bool> DismissEverywhereAsync(Address address, string wanted, AwsWorld world, CancellationToken cancel)
    {
        var anybody = false;
        foreach (var region in world.LandingZone.AllRegions)
        {
            if (await GuardDutyCalls.DesignatedAsync(region, world, cancel) is { } present && present != wanted)
            {
                await DismissAsync(address with { Scope = new Scope(address.Account!, region).ToString() }, present, world, cancel);
                anybody = true;
            }
        }

        // What a killed run had dismissed everywhere, and not yet deregistered.
        foreach (var left in await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = GuardDutyAddresses.Principal, NextToken = token }, cancel);
            return (page.DelegatedAdministrators, page.NextToken);
        }))
        {
            if (left.Id != wanted)
            {
                await DeregisterAsync(left.Id, world, cancel);
            }
        }

        return anybody;
    }

    /// <summary>Dismisses the administrator of one region; when it was the last of its regions, in Organizations too.</summary>
    public static async Task DismissAsync(Address address, string accountId, AwsWorld world, CancellationToken cancel)
    {
        await ReleaseAsync(address, accountId, address.Region!, world, cancel);
        await world.SessionOf(address).GuardDuty.DisableOrganizationAdminAccountAsync(new() { AdminAccountId = accountId }, cancel);
        foreach (var region in world.LandingZone.AllRegions)
        {
            if (await GuardDutyCalls.DesignatedAsync(region, world, cancel) == accountId)
            {
                return;
            }
        }

        await DeregisterAsync(accountId, world, cancel);
    }

    private static async Task ReleaseAsync(Address address, string accountId, string region, AwsWorld world, CancellationToken cancel)
    {
        // An account that is no longer in the organization cannot be asked to let its members go.
        if (world.Ids.AddressOf(accountId) is { } account && await GuardDutyCalls.DetectorIdAsync(account.Name, region, world, cancel) is { } detector)
        {
            var guardDuty = GuardDutyCalls.In(account.Name, region, world).GuardDuty;
            var settings = await guardDuty.DescribeOrganizationConfigurationAsync(new() { DetectorId = detector }, cancel);
            if (settings.AutoEnableOrganizationMembers != AutoEnableMembers.NONE)
            {
                await guardDuty.UpdateOrganizationConfigurationAsync(new() { DetectorId = detector, AutoEnableOrganizationMembers = AutoEnableMembers.NONE, Features = Nobody(settings) }, cancel);
            }

            var members = await GuardDutyCalls.MembersAsync(account.Name, region, detector, world, cancel);
            await GuardDutyCalls.ReleaseAsync(address, account.Name, region, detector, members.Select(member => member.AccountId), world, cancel);
        }
    }

    // A feature must be named with its parts.
    private static List<OrganizationFeatureConfiguration> Nobody(DescribeOrganizationConfigurationResponse settings)
    {
        var on = GuardDutyFeatureCalls.Read(settings.Features).Where(feature => feature.Value != "NONE").Select(feature => feature.Key).ToList();
        return GuardDutyFeatureCalls.OfOrganization(on.Concat(on.Select(name => Policies.GuardDutyFeature.Split(name).Feature)).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => "NONE", StringComparer.Ordinal));
    }

    // The management account is never registered.
    private static async Task DeregisterAsync(string accountId, AwsWorld world, CancellationToken cancel)
    {
        if (accountId == world.AccountId(world.LandingZone.ManagementAccount))
        {
            return;
        }

        try
        {
            await world.Session.Organizations.DeregisterDelegatedAdministratorAsync(new() { AccountId = accountId, ServicePrincipal = GuardDutyAddresses.Principal }, cancel);
        }
        catch (AccountNotRegisteredException)
        {
            // A call whose answer was lost.
        }
    }
}
