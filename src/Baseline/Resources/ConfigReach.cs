using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What lets Config's administrator reach the organization: trusted access, and the delegation where another account than the management account administers.</summary>
internal static class ConfigReach
{
    /// <summary>For organization rules and conformance packs (Config API Reference, PutOrganizationConfigRule, read 2026-11).</summary>
    public const string MultiAccountSetup = "config-multiaccountsetup.amazonaws.com";

    /// <summary>For organization aggregators (Config API Reference, PutConfigurationAggregator, read 2026-11).</summary>
    public const string Aggregation = "config.amazonaws.com";

    /// <summary>The account that administers Config for the organization.</summary>
    public static string Administrator(PolicyBundle policies) => policies.Find(ConfigFile.Area)?.Value.AdministratorOf(policies.LandingZone) ?? policies.LandingZone.ManagementAccount;

    /// <summary>What must be there before anything is deployed.</summary>
    public static Reference Of(PolicyBundle policies, string principal) => new(new(
        Administrator(policies) == policies.LandingZone.ManagementAccount ? KindNames.ServiceAccess : KindNames.DelegatedAdministrator, principal));
}
