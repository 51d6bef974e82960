using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Whether Config's administrator reaches the organization yet.</summary>
internal static class ConfigAccess
{
    /// <summary>Needed to find out.</summary>
    public static IReadOnlyList<Need> ReadPermissions { get; } = ["organizations:ListAWSServiceAccessForOrganization", "organizations:ListDelegatedAdministrators"];

    /// <summary>The administrator's governed regions, as soon as it is the administrator: before that AWS refuses to list what cannot be there yet.</summary>
    public static async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, string principal, CancellationToken cancel)
    {
        var administrator = ConfigReach.Administrator(world.Policies);
        var scopes = await world.ScopesAsync(Places.Regions, cancel);
        return await IsOpenAsync(world, principal, administrator, cancel) ? [.. scopes.Where(scope => scope.Account == administrator)] : [];
    }

    private static async Task<bool> IsOpenAsync(AwsWorld world, string principal, string administrator, CancellationToken cancel)
    {
        if (await world.TreeAsync(cancel) is null)
        {
            return false;
        }

        var enabled = await TrustedServices.SharedAsync(world, cancel);
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
