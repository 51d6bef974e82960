using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubOrganizations;

/// <summary>The calls of <see cref="OrganizationConfigurationKind"/>, made in the administrator's account.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubOrganizationsAws(OrganizationConfigurationKind kind) : ScopedSetting<OrganizationConfigurationAttributes>(kind, Places.Regions)
{
    // AWS names no time; switching to central configuration is asynchronous (API Reference, OrganizationConfiguration, Status).
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["securityhub:DescribeOrganizationConfiguration"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["securityhub:UpdateOrganizationConfiguration"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { IsOn: true } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope.Account == setup.Administrator && OrganizationConfigurationKind.RegionsOf(setup).Contains(scope.Region!))]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        await SecurityHubReading.SharedOrganizationAsync(scope, session, world, cancel) is { } found ? [Seen(scope.Region!, found, world)] : [];

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        await SecurityHubReading.OrganizationAsync(session, cancel) is { } found ? Seen(address.Region!, found, world) : null;

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, OrganizationConfigurationAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        await session.SecurityHub.UpdateOrganizationConfigurationAsync(
            new()
            {
                AutoEnable = desired.AutoEnable,
                AutoEnableStandards = AutoEnableStandards.FindValue(desired.AutoEnableStandards),
                OrganizationConfiguration = new() { ConfigurationType = OrganizationConfigurationConfigurationType.FindValue(desired.Type) },
            },
            cancel);
        await AsyncOperation.FollowAsync(
            new(address, $"turning to {(desired.Type == "CENTRAL" ? "central" : "local")} configuration", s_patience),
            async stop =>
            {
                var found = await SecurityHubReading.OrganizationAsync(session, stop);
                var status = found is null ? "PENDING" : found.OrganizationConfiguration?.Status?.Value;
                return (status switch { "PENDING" => "IN_PROGRESS", null or OrganizationConfigurationKind.Enabled => "SUCCEEDED", _ => status }, found?.OrganizationConfiguration?.StatusMessage);
            },
            ("IN_PROGRESS", null),
            world.Time,
            cancel);
    }

    private Resource Seen(string region, DescribeOrganizationConfigurationResponse found, AwsWorld world)
    {
        var setup = SecurityHubSetup.Of(world.Policies)!;
        return kind.Of(kind.At(setup, region), OrganizationConfigurationKind.Attributes(
            setup, region, TypeOf(found), found.AutoEnable == true, found.AutoEnableStandards?.Value ?? "NONE", StatusOf(found)));
    }

    private static string TypeOf(DescribeOrganizationConfigurationResponse found) => found.OrganizationConfiguration?.ConfigurationType?.Value ?? "LOCAL";

    // One on its way is followed where it is set.
    private static string StatusOf(DescribeOrganizationConfigurationResponse found) =>
        found.OrganizationConfiguration?.Status?.Value is "FAILED" and var failed ? failed : OrganizationConfigurationKind.Enabled;
}
