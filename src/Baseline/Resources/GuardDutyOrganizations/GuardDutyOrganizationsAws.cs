using Amazon.GuardDuty;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyOrganizations;

/// <summary>The calls of <see cref="GuardDutyOrganizationKind"/>. Only the administrator may ask; where there is none, nobody gets anything.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardDutyOrganizationsAws(GuardDutyOrganizationKind kind) : GuardDutyAdministratorSetting<GuardDutyOrganizationAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["guardduty:ListOrganizationAdminAccounts", "guardduty:ListDetectors", "guardduty:DescribeOrganizationConfiguration"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["guardduty:UpdateOrganizationConfiguration"];

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, GuardDutyOrganizationAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var detector = await GuardDutyCalls.RequireDetectorAsync(address.Account!, address.Region!, world, cancel);
        await GuardDutyFeatureCalls.SetAsync(address, desired.Features, features => world.SessionOf(address).GuardDuty.UpdateOrganizationConfigurationAsync(
            new()
            {
                DetectorId = detector,
                AutoEnableOrganizationMembers = AutoEnableMembers.FindValue(desired.AutoEnable),
                Features = features.Count == 0 ? null : GuardDutyFeatureCalls.OfOrganization(features),
            },
            cancel));
    }

    /// <inheritdoc/>
    protected override async Task<Resource> SeenAsync(Scope scope, string? designated, string? detector, AwsWorld world, CancellationToken cancel)
    {
        var (autoEnable, features) = designated is not null && designated == world.AccountId(scope.Account) && detector is not null
            ? await SettingsAsync(scope, detector, world, cancel)
            : ("NONE", new Dictionary<string, string>());
        return kind.Of(
            GuardDutyAddresses.Organization(scope.Account, scope.Region!),
            GuardDutyOrganizationAttributes.Of(autoEnable, name => features.GetValueOrDefault(name, "NONE"), scope.Region!, GuardDutyAddresses.Policy(world.Policies)!, world.Policies),
            owned: false);
    }

    private static async Task<(string AutoEnable, IReadOnlyDictionary<string, string> Features)> SettingsAsync(Scope scope, string detector, AwsWorld world, CancellationToken cancel)
    {
        var autoEnable = "NONE";
        var features = await Paged.AllAsync(async token =>
        {
            var page = await world.SessionOf(scope).GuardDuty.DescribeOrganizationConfigurationAsync(new() { DetectorId = detector, NextToken = token }, cancel);
            autoEnable = page.AutoEnableOrganizationMembers?.Value ?? autoEnable;
            return (page.Features, page.NextToken);
        });
        return (autoEnable, GuardDutyFeatureCalls.Read(features));
    }
}
