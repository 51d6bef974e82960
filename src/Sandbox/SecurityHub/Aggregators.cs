using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Cross-region aggregation: one aggregator in the home region, seen from every region.</summary>
internal sealed partial class SecurityHubSandbox
{
    private static readonly string[] modes = ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS"];

    public override CreateFindingAggregatorResponse CreateFindingAggregator(CreateFindingAggregatorRequest request, Call call)
    {
        var hub = Hub(call);
        RequireNoMember(call);
        RequireRegions(request.RegionLinkingMode!, request.Regions, call.Region);
        if (HomeOf(call.AccountId) is { } home)
        {
            throw Invalid($"A finding aggregator already exists in {home}");
        }

        hub.Aggregator = new StoredFindingAggregator { Id = world.Ids.Uuid(), Mode = request.RegionLinkingMode!, Regions = request.Regions ?? [] };
        return new CreateFindingAggregatorResponse
        {
            FindingAggregatorArn = AggregatorArn(call.AccountId, call.Region, hub.Aggregator), FindingAggregationRegion = call.Region,
            RegionLinkingMode = hub.Aggregator.Mode, Regions = hub.Aggregator.Regions,
        };
    }

    public override GetFindingAggregatorResponse GetFindingAggregator(GetFindingAggregatorRequest request, Call call)
    {
        var (region, aggregator) = Aggregator(request.FindingAggregatorArn!, call);
        return new GetFindingAggregatorResponse
        {
            FindingAggregatorArn = request.FindingAggregatorArn, FindingAggregationRegion = region, RegionLinkingMode = aggregator.Mode, Regions = aggregator.Regions,
        };
    }

    public override UpdateFindingAggregatorResponse UpdateFindingAggregator(UpdateFindingAggregatorRequest request, Call call)
    {
        var (region, aggregator) = AtHome(request.FindingAggregatorArn!, call);
        RequireRegions(request.RegionLinkingMode!, request.Regions, region);
        (aggregator.Mode, aggregator.Regions) = (request.RegionLinkingMode!, request.Regions ?? []);
        return new UpdateFindingAggregatorResponse
        {
            FindingAggregatorArn = request.FindingAggregatorArn, FindingAggregationRegion = region, RegionLinkingMode = aggregator.Mode, Regions = aggregator.Regions,
        };
    }

    /// <remarks>Central configuration needs it; the way out is to leave that first (User Guide, "Understanding central configuration").</remarks>
    public override DeleteFindingAggregatorResponse DeleteFindingAggregator(DeleteFindingAggregatorRequest request, Call call)
    {
        _ = AtHome(request.FindingAggregatorArn!, call);
        var hub = Hub(call);
        if (hub.Organization?.Type == "CENTRAL")
        {
            throw new AccessDeniedException("The finding aggregator cannot be deleted while the organization uses central configuration");
        }

        hub.Aggregator = null;
        return new DeleteFindingAggregatorResponse();
    }

    public override ListFindingAggregatorsResponse ListFindingAggregators(ListFindingAggregatorsRequest request, Call call)
    {
        _ = Hub(call);
        var arns = HomeOf(call.AccountId) is { } home ? (string[])[AggregatorArn(call.AccountId, home, Find(call.AccountId, home)!.Aggregator!)] : [];
        return new ListFindingAggregatorsResponse { FindingAggregators = [.. arns.Select(arn => new FindingAggregator { FindingAggregatorArn = arn })] };
    }

    private static string AggregatorArn(string accountId, string region, StoredFindingAggregator aggregator) => $"arn:aws:securityhub:{region}:{accountId}:finding-aggregator/{aggregator.Id}";

    /// <summary>The region that keeps an account's aggregator; null for none.</summary>
    private string? HomeOf(string accountId) =>
        world.State.Accounts.Find(account => account.Id == accountId)?.Regions.Where(each => each.Value.SecurityHub?.Aggregator is not null).Select(each => each.Key).FirstOrDefault();

    /// <summary>The home region, and the regions that it sees.</summary>
    private List<string> Linked(string accountId, string home)
    {
        var aggregator = Find(accountId, home)!.Aggregator!;
        var known = world.State.Accounts.Find(account => account.Id == accountId)!.Regions.Where(each => each.Value.SecurityHub is { Subscribed: true }).Select(each => each.Key);
        var linked = aggregator.Mode switch
        {
            "ALL_REGIONS" => known,
            "ALL_REGIONS_EXCEPT_SPECIFIED" => known.Except(aggregator.Regions),
            "SPECIFIED_REGIONS" => aggregator.Regions,
            _ => [],
        };
        return [.. linked.Prepend(home).Distinct()];
    }

    private void RequireNoMember(Call call)
    {
        if (AdministratorOf(call.AccountId, call.Region) is not null)
        {
            throw Invalid("A finding aggregator cannot be created by a member account.");
        }
    }

    private static void RequireRegions(string mode, List<string>? regions, string home)
    {
        if (!modes.Contains(mode) || (mode is "SPECIFIED_REGIONS" or "ALL_REGIONS_EXCEPT_SPECIFIED") == regions is not { Count: > 0 } || regions?.Contains(home) == true)
        {
            throw Invalid("Invalid parameter: RegionLinkingMode and Regions do not go together");
        }
    }

    private (string Region, StoredFindingAggregator Aggregator) Aggregator(string arn, Call call)
    {
        _ = Hub(call);
        return HomeOf(call.AccountId) is { } home && Find(call.AccountId, home)!.Aggregator is { } aggregator && AggregatorArn(call.AccountId, home, aggregator) == arn
            ? (home, aggregator)
            : throw new ResourceNotFoundException($"Finding aggregator {arn} not found");
    }

    private (string Region, StoredFindingAggregator Aggregator) AtHome(string arn, Call call)
    {
        var found = Aggregator(arn, call);
        return found.Region == call.Region ? found : throw new AccessDeniedException("This operation can be invoked from the home Region only");
    }
}
