using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Security Hub CSPM. This part says who may call, and lets time pass; the others hold a topic each.</summary>
/// <remarks>Messages are AWS's where users report them (hashicorp/terraform-provider-aws#23079, #39687; nozaq/terraform-aws-secure-baseline#254).</remarks>
internal sealed partial class SecurityHubSandbox(World world) : SecurityHubOperations, IBehaviour
{
    private const string Principal = "securityhub.amazonaws.com";

    // The largest page of nearly every list of Security Hub (API Reference, MaxResults, read 2026-11); members have 50.
    private readonly Pages pages = new(world.Options, 100, static () => new InvalidInputException("Invalid parameter: NextToken"));

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var changed = false;
        var hubs = world.State.Accounts.SelectMany(account => account.Regions, (account, region) => (account.Id, Region: region.Key, Hub: region.Value.SecurityHub)).Where(each => each.Hub is not null).ToList();
        foreach (var (accountId, region, hub) in hubs)
        {
            changed |= SettleStandards(accountId, region, hub!, isRead) | SettleOrganization(accountId, region, hub!, isRead);
        }

        return changed;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new("TooManyRequestsException", "Too Many Requests", 429);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private static InvalidInputException Invalid(string message) => new(message);

    private StoredSecurityHub? Find(string accountId, string region) =>
        world.State.Accounts.Find(account => account.Id == accountId)?.Regions.GetValueOrDefault(region)?.SecurityHub;

    private StoredSecurityHub Make(string accountId, string region) => world.Region(accountId, region).SecurityHub ??= new();

    /// <summary>What the caller has here.</summary>
    private StoredSecurityHub Hub(Call call) => Find(call.AccountId, call.Region) is { Subscribed: true } hub
        ? hub
        : throw new InvalidAccessException($"Account {call.AccountId} is not subscribed to AWS Security Hub");

    /// <summary>The organization's administrator in a region; null for none.</summary>
    private string? AdministratorIn(string region) => Find(world.State.ManagementAccountId, region)?.OrganizationAdministratorId;

    /// <summary>What the caller has here, which must be the organization's administrator.</summary>
    private StoredSecurityHub ForAdministrator(Call call) => AdministratorIn(call.Region) == call.AccountId
        ? Make(call.AccountId, call.Region)
        : throw new InvalidAccessException($"Account {call.AccountId} is not an administrator for this organization");

    /// <summary>A member whose administrator has set it up by a configuration policy may not set itself up.</summary>
    private void RequireOwnSay(Call call)
    {
        if (AdministratorIn(call.Region) != call.AccountId && GovernedBy(call.AccountId, call.Region) is not null)
        {
            throw new AccessDeniedException("This account is currently associated with a central configuration policy, so only the administrator can access this operation.");
        }
    }

    private StoredAccount? ActiveAccount(string id) => world.State.Accounts.Find(account => account.Id == id && account.State == "ACTIVE");
}
