using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;

/// <summary>The calls of <see cref="GuardDutyAdministratorKind"/>. Only the management account names an administrator.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardDutyAdministratorsAws(GuardDutyAdministratorKind kind) : AwsSetting<GuardDutyAdministratorAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["guardduty:ListOrganizationAdminAccounts"];

    // EnableOrganizationAdminAccount registers the account in Organizations, too (GuardDuty User Guide, "Permissions required to designate a delegated administrator", read 2026-11).
    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "guardduty:EnableOrganizationAdminAccount", "guardduty:DisableOrganizationAdminAccount", "guardduty:ListDetectors", "guardduty:DescribeOrganizationConfiguration",
        "guardduty:UpdateOrganizationConfiguration", "guardduty:ListMembers", "guardduty:DisassociateMembers", "guardduty:DeleteMembers",
        .. ((string[])[
            "organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator", "organizations:DeregisterDelegatedAdministrator",
            "organizations:ListDelegatedAdministrators", "organizations:ListAWSServiceAccessForOrganization", "organizations:DescribeAccount",
            "organizations:DescribeOrganization", "organizations:ListAccounts", "organizations:DescribeOrganizationalUnit",
        ]).Select(action => new Need(action, For: "guardduty:EnableOrganizationAdminAccount")),
        Need.LinkedRole("guardduty.amazonaws.com", "guardduty:EnableOrganizationAdminAccount"),
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) => await ScopedReading.OfAsync(
        Kind,
        GuardDutyAddresses.Policy(world.Policies) is null ? [] : await world.ScopesAsync(Places.ManagementRegions, cancel),
        async (scope, _, stop) => [Seen(scope.Region!, await GuardDutyCalls.DesignatedOnceAsync(scope.Region!, world, stop), world)],
        world, cancel);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        Seen(change.Address.Region!, await GuardDutyCalls.DesignatedAsync(change.Address.Region!, world, cancel), world);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, GuardDutyAdministratorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var wanted = desired.Administrator is { } account ? world.Ids.Of(account.To) : null;
        if (wanted is null)
        {
            if (await GuardDutyCalls.DesignatedAsync(address.Region!, world, cancel) is { } present)
            {
                await GuardDutyHandover.DismissAsync(address, present, world, cancel);
            }

            return;
        }

        // AWS takes one account for all regions: nobody comes anywhere before the other is gone everywhere, so each region waits for that, also one in which nobody is left.
        await world.SharedAsync("guardduty-handover", stop => GuardDutyHandover.DismissEverywhereAsync(address, wanted, world, stop), cancel);
        if (await GuardDutyCalls.DesignatedAsync(address.Region!, world, cancel) != wanted)
        {
            await world.SessionOf(address).GuardDuty.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = wanted }, cancel);
        }
    }

    private Resource Seen(string region, string? designated, AwsWorld world) => kind.Of(
        GuardDutyAddresses.Administrator(world.Policies, region),
        designated is null ? GuardDutyAdministratorAttributes.Nobody : GuardDutyAdministratorAttributes.Of(world.Ids.AddressOf(designated) ?? new(KindNames.Account, designated), region, world.Policies),
        owned: false);
}
