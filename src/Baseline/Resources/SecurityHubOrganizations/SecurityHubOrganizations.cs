using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubOrganizations;

/// <summary>How the administrator has the organization configured in one region.</summary>
internal sealed record OrganizationConfigurationAttributes
{
    /// <summary><c>LOCAL</c> or <c>CENTRAL</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether Security Hub is on in accounts that join; AWS wants false in central mode.</summary>
    public required bool AutoEnable { get; init; }

    /// <summary><c>DEFAULT</c> or <c>NONE</c>: the standards of accounts that join, until this tool reaches them; AWS wants <c>NONE</c> in central mode.</summary>
    public required string AutoEnableStandards { get; init; }

    /// <summary><c>ENABLED</c>, or <c>FAILED</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Who names the administrator.</summary>
    public required Reference Administrator { get; init; }

    /// <summary>What central mode needs; null in local mode.</summary>
    public Reference? Aggregator { get; init; }
}

/// <summary>
/// The organization's configuration, in every region in local mode and in the home region in central mode: <c>security-hub-organization/default@root/eu-west-1</c>.
/// Without Security Hub there is none: AWS ends it with the administrator.
/// </summary>
internal sealed class OrganizationConfigurationKind()
    : ResourceKind<OrganizationConfigurationAttributes>(KindNames.SecurityHubOrganization, Nature.Setting, OrganizationConfigurationJson.Default.OrganizationConfigurationAttributes)
{
    /// <summary>What the status is at its end.</summary>
    public const string Enabled = "ENABLED";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { IsOn: true } setup
        ? []
        : RegionsOf(setup).Select(region => Of(At(setup, region), Desired(setup, region), declaredAt: setup.Where));

    /// <summary>Where it is set.</summary>
    public static IReadOnlyList<string> RegionsOf(SecurityHubSetup setup) => setup.IsCentral ? [setup.HomeRegion] : setup.Regions;

    /// <summary>What it is called.</summary>
    public Address At(SecurityHubSetup setup, string region) => new Scope(setup.Administrator, region).Address(Name, SecurityHubSetup.Default);

    /// <summary>What goes with a type.</summary>
    public static OrganizationConfigurationAttributes Attributes(SecurityHubSetup setup, string region, string type, bool autoEnable, string standards, string status) => new()
    {
        Type = type,
        AutoEnable = autoEnable,
        AutoEnableStandards = standards,
        Status = status,
        Administrator = new(setup.AdministratorAt(region)),
        Aggregator = type == "CENTRAL" ? new(setup.Home.Address(KindNames.SecurityHubAggregator, SecurityHubSetup.Default)) : null,
    };

    /// <summary>Local again only without policies and associations (Security Hub User Guide, "Disabling central configuration", read 2026-11).</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => Typed(change.After!).Type == "CENTRAL"
        ? []
        : SecurityHubSetup.Partings(pending);

    private static OrganizationConfigurationAttributes Desired(SecurityHubSetup setup, string region) => setup.IsCentral
        ? Attributes(setup, region, "CENTRAL", false, "NONE", Enabled)
        : Attributes(setup, region, "LOCAL", setup.File.AutoEnableAccounts, setup.File.AutoEnableAccounts ? "DEFAULT" : "NONE", Enabled);
}
