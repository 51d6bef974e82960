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

    /// <summary>Needed to find out.</summary>
    public static IReadOnlyList<string> ReadPermissions { get; } = ["organizations:ListAWSServiceAccessForOrganization", "organizations:ListDelegatedAdministrators"];

    /// <summary>The account that administers Config for the organization.</summary>
    public static string Administrator(PolicyBundle policies) => policies.Find(ConfigFile.Area)?.Value.AdministratorOf(policies.LandingZone) ?? policies.LandingZone.ManagementAccount;

    /// <summary>What must be there before anything is deployed.</summary>
    public static Reference Of(PolicyBundle policies, string principal) => new(new(
        Administrator(policies) == policies.LandingZone.ManagementAccount ? KindNames.ServiceAccess : KindNames.DelegatedAdministrator, principal));

    /// <summary>The administrator's governed regions, as soon as it is the administrator: before that AWS refuses to list what cannot be there yet.</summary>
    public static async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, string principal, CancellationToken cancel)
    {
        var administrator = Administrator(world.Policies);
        var scopes = await world.ScopesAsync(Places.Regions, cancel);
        return await IsOpenAsync(world, principal, administrator, cancel) ? [.. scopes.Where(scope => scope.Account == administrator)] : [];
    }

    private static async Task<bool> IsOpenAsync(AwsWorld world, string principal, string administrator, CancellationToken cancel)
    {
        if (await world.TreeAsync(cancel) is null)
        {
            return false;
        }

        var enabled = await world.SharedAsync("config trusted access", stop => Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListAWSServiceAccessForOrganizationAsync(new() { NextToken = token }, stop);
            return (page.EnabledServicePrincipals, page.NextToken);
        }), cancel);
        if (!enabled.Exists(each => each.ServicePrincipal == principal) || administrator == world.LandingZone.ManagementAccount)
        {
            return enabled.Exists(each => each.ServicePrincipal == principal);
        }

        var delegated = await world.SharedAsync($"config administrators {principal}", stop => Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = principal, NextToken = token }, stop);
            return (page.DelegatedAdministrators, page.NextToken);
        }), cancel);
        return delegated.Exists(each => each.Id == world.Ids.TryOf(new(KindNames.Account, administrator)));
    }
}
