using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>CloudTrail. This part finds trails; the others hold a topic each. Files are not delivered: what happened is answered by LookupEvents.</summary>
internal sealed partial class CloudTrailSandbox(World world) : CloudTrailOperations, IBehaviour
{
    /// <summary>What Organizations and policies call the service.</summary>
    private const string Principal = "cloudtrail.amazonaws.com";

    private readonly Pages pages = new(world.Options, 50, static () => new InvalidNextTokenException("Invalid token."));

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new ThrottlingException("Rate exceeded");

    /// <inheritdoc/>
    public WireException Conflict() => new ConflictException("Another operation is in progress for this trail. Try again later.");

    /// <summary>The account that owns what the caller makes: a delegated administrator's organization trail is the management account's.</summary>
    private string OwnerOf(Call call, bool organization) => organization ? world.State.ManagementAccountId : call.AccountId;

    private List<StoredTrail> Home(string accountId, string region) => (world.Region(accountId, region).CloudTrail ??= new()).Trails;

    private IEnumerable<StoredTrail> OfAccount(string accountId) =>
        world.State.Accounts.Find(account => account.Id == accountId)?.Regions.Values.SelectMany(region => region.CloudTrail?.Trails ?? []) ?? [];

    /// <summary>Every trail that logs here: of this region, of others when they log every region, and the organization's for its members.</summary>
    private IEnumerable<StoredTrail> Seen(Call call)
    {
        var own = OfAccount(call.AccountId);
        var shared = call.AccountId == world.State.ManagementAccountId || world.State.Organization is null ? [] : OfAccount(world.State.ManagementAccountId).Where(trail => trail.Organization);
        return own.Concat(shared).Where(trail => trail.HomeRegion == call.Region || trail.MultiRegion);
    }

    /// <summary>A trail by name or ARN.</summary>
    private StoredTrail Find(Call call, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new InvalidTrailNameException("Trail name cannot be blank!");
        }

        var isArn = name.StartsWith("arn:", StringComparison.Ordinal);
        if (isArn && name.Split(':', 6) is not [_, _, "cloudtrail", _, _, _])
        {
            throw new CloudTrailARNInvalidException($"{name} is not a valid trail ARN.");
        }

        var found = isArn ? OfAccount(call.AccountId).Concat(Seen(call)).FirstOrDefault(trail => trail.Arn == name) : Seen(call).FirstOrDefault(trail => trail.Name == name);
        return found ?? throw new TrailNotFoundException($"Unknown trail: {(isArn ? name : $"arn:aws:cloudtrail:{call.Region}:{call.AccountId}:trail/{name}")} for the user: {call.AccountId}");
    }

    /// <summary>A trail that is to be changed: by its owner, or the organization's administrator for CloudTrail, in its home region.</summary>
    private StoredTrail ForChange(Call call, string? name)
    {
        var trail = Find(call, name);
        if (trail.Organization ? !world.Administers(call.AccountId, Principal) : !OfAccount(call.AccountId).Contains(trail))
        {
            throw new NotOrganizationMasterAccountException("The request could not be processed because it was made by an account that is not the management account of the organization.");
        }

        return trail.HomeRegion == call.Region ? trail : throw new InvalidHomeRegionException($"Trail: {trail.Name} should be updated only in the region: {trail.HomeRegion}");
    }
}
