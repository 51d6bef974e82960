using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;

/// <summary>
/// Dismissing an administrator, as AWS describes it (GuardDuty User Guide, "Changing the delegated administrator account", read 2026-11): in each region nobody is enrolled by itself
/// any more, members are released, the administrator is dismissed; then it is deregistered in Organizations, once. Members keep GuardDuty on all the while.
/// </summary>
internal static class GuardDutyHandover
{
    /// <summary>Dismisses whoever administers any governed region and is not wanted.</summary>
    /// <param name="address">What is changed, for faults.</param>
    /// <param name="wanted">The id of the account that is to stay; null for nobody.</param>
    /// <param name="world">The run.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Ids of the accounts that were dismissed.</returns>
    public static async Task<IReadOnlyList<string>> DismissEverywhereAsync(Address address, string? wanted, AwsWorld world, CancellationToken cancel)
    {
        var dismissed = new List<string>();
        foreach (var region in world.LandingZone.GovernedRegions)
        {
            if (await GuardDutyCalls.DesignatedAsync(region, world, cancel) is { } present && present != wanted)
            {
                await DismissAsync(address, present, region, world, cancel);
                dismissed.Add(present);
            }
        }

        foreach (var account in dismissed.Distinct(StringComparer.Ordinal))
        {
            await DeregisterAsync(account, world, cancel);
        }

        return dismissed;
    }

    private static async Task DismissAsync(Address address, string accountId, string region, AwsWorld world, CancellationToken cancel)
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

        await GuardDutyCalls.In(world.LandingZone.ManagementAccount, region, world).GuardDuty.DisableOrganizationAdminAccountAsync(new() { AdminAccountId = accountId }, cancel);
    }

    private static List<OrganizationFeatureConfiguration> Nobody(DescribeOrganizationConfigurationResponse settings) =>
        GuardDutyFeatureCalls.OfOrganization(GuardDutyFeatureCalls.Read(settings.Features).Where(feature => feature.Value != "NONE").Select(feature => feature.Key)
            .Concat(GuardDutyFeatureCalls.Read(settings.Features).Where(feature => feature.Value != "NONE").Select(feature => Policies.GuardDutyFeature.Split(feature.Key).Feature))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, _ => "NONE", StringComparer.Ordinal));

    // The management account is never registered; an account may be deregistered only once, in whatever region it was dismissed last.
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
