using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>AWS Config. This part says who may call for the organization, and finds what requests name; the others hold a topic each.</summary>
internal sealed partial class ConfigSandbox(World world) : ConfigOperations, IBehaviour
{
    private const string MultiAccountSetup = "config-multiaccountsetup.amazonaws.com";
    private const string Aggregation = "config.amazonaws.com";

    // The APIs' largest pages: 100 for what spans the organization, 25 for rules of an account (Config API Reference, read 2026-11).
    private readonly Pages wide = new(world.Options, 100, static () => new InvalidNextTokenException("The nextToken provided is invalid"));
    private readonly Pages narrow = new(world.Options, 25, static () => new InvalidNextTokenException("The nextToken provided is invalid"));
    private readonly Compliances compliances = new(world);

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var settled = false;
        foreach (var (_, region, config) in Everywhere())
        {
            settled |= SettleRules(region, config, isRead);
            settled |= SettlePacks(region, config, isRead);
        }

        return settled;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private IEnumerable<(StoredAccount Account, string Region, StoredConfig Config)> Everywhere() =>
        from account in world.State.Accounts
        from region in account.Regions
        where region.Value.Config is not null
        select (account, region.Key, region.Value.Config);

    private StoredConfig Config(Call call) => world.Region(call).Config ??= new();

    private StoredConfig Config(string accountId, string region) => world.Region(accountId, region).Config ??= new();

    /// <summary>Only the management account and Config's delegated administrators deploy to the organization.</summary>
    private StoredOrganization ForOrganization(Call call)
    {
        var organization = world.State.Organization ?? throw new OrganizationAccessDeniedException("This action can be only made by AWS Organization's master or delegated administrator account.");
        if (!world.Administers(call.AccountId, MultiAccountSetup))
        {
            throw new OrganizationAccessDeniedException("This action can be only made by AWS Organization's master or delegated administrator account.");
        }

        return organization.FeatureSet == "ALL" ? organization : throw new OrganizationAllFeaturesNotEnabledException("The organization does not have all features enabled.");
    }

    // The API enables trusted access by itself (Config API Reference, PutOrganizationConfigRule and PutConfigurationAggregator, read 2026-11).
    private void EnableAccess(StoredOrganization organization, Call call, string principal)
    {
        if (call.AccountId == world.State.ManagementAccountId && !organization.ServiceAccess.Exists(each => each.ServicePrincipal == principal))
        {
            organization.ServiceAccess.Add(new StoredServiceAccess { ServicePrincipal = principal, EnabledAt = world.Now });
        }
    }

    // Pages do not apply where names are given (Config API Reference, DescribeOrganizationConfigRules, read 2026-11).
    private (List<T> Items, string? Next) Listed<T>(List<T> found, List<string>? names, int? limit, string? token) => names is { Count: > 0 } ? (found, null) : wide.Cut(found, limit, token);

    private static string Arn(string region, string accountId, string resource) => $"arn:aws:config:{region}:{accountId}:{resource}";
}
