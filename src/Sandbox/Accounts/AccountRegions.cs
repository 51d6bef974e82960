using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Accounts;

namespace SecretScoops.Governance.Sandbox.Accounts;

/// <summary>Regions, which newer ones an account has to ask for.</summary>
internal sealed partial class AccountsSandbox
{
    private const string ByDefault = "ENABLED_BY_DEFAULT";
    private const string Enabled = "ENABLED";
    private const string Disabled = "DISABLED";

    public override ListRegionsResponse ListRegions(ListRegionsRequest request, Call call)
    {
        var account = Meant(request.AccountId, call);
        var regions = RegionNames.All.Select(name => new Region { RegionName = name, RegionOptStatus = Status(account, name) })
            .Where(region => request.RegionOptStatusContains is not { Count: > 0 } wanted || wanted.Contains(region.RegionOptStatus!));
        var (shown, next) = pages.Cut(regions, request.MaxResults, request.NextToken);
        return new ListRegionsResponse { Regions = shown, NextToken = next };
    }

    public override GetRegionOptStatusResponse GetRegionOptStatus(GetRegionOptStatusRequest request, Call call) =>
        new() { RegionName = request.RegionName, RegionOptStatus = Status(Meant(request.AccountId, call), Known(request.RegionName!)) };

    public override EnableRegionResponse EnableRegion(EnableRegionRequest request, Call call)
    {
        Begin(Meant(request.AccountId, call), Known(request.RegionName!), Enabled);
        return new EnableRegionResponse();
    }

    public override DisableRegionResponse DisableRegion(DisableRegionRequest request, Call call)
    {
        Begin(Meant(request.AccountId, call), Known(request.RegionName!), Disabled);
        return new DisableRegionResponse();
    }

    private static string Known(string region) => RegionNames.All.Contains(region) ? region : throw new ValidationException($"Region {region} is not valid.");

    /// <summary>What the account may say of a region; a region that was never opted into is off without being kept.</summary>
    private static string Status(StoredAccount account, string region) =>
        account.Contacts?.Regions.GetValueOrDefault(region) is { } change ? change.To == Enabled ? "ENABLING" : "DISABLING"
        : !RegionNames.IsOptIn(region) ? ByDefault
        : account.Contacts?.OptedIn.Contains(region) == true ? Enabled
        : Disabled;

    private static void Complete(StoredAccount account, string region, string to)
    {
        var contacts = Contacts(account);
        contacts.Regions.Remove(region);
        contacts.OptedIn.Remove(region);
        if (to == Enabled)
        {
            contacts.OptedIn.Add(region);
        }

        if (!account.Regions.TryGetValue(region, out var stored))
        {
            account.Regions.Add(region, stored = new());
        }

        stored.Disabled = to == Disabled;
    }

    private void Begin(StoredAccount account, string region, string to)
    {
        if (!RegionNames.IsOptIn(region))
        {
            throw new ValidationException($"Region {region} is enabled by default and cannot be changed.");
        }

        if (Contacts(account).Regions.ContainsKey(region))
        {
            throw new ConflictException($"The status of region {region} is already being changed.");
        }

        if (Status(account, region) != to)
        {
            Contacts(account).Regions[region] = new StoredChange { To = to, Waiting = world.Begin() };
        }
    }
}
