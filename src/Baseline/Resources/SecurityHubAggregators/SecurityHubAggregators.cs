using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAggregators;

/// <summary>Where the findings of all regions are seen.</summary>
internal sealed record AggregatorAttributes
{
    /// <summary><c>SPECIFIED_REGIONS</c>, <c>NO_REGIONS</c> where only the home region is governed, <c>NONE</c> for no aggregator; strangers may have AWS's other modes.</summary>
    public required string Mode { get; init; }

    /// <summary>The region that sees the others; null for none.</summary>
    public string? HomeRegion { get; init; }

    /// <summary>Linked regions, sorted.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The administrator's hub in the home region; null for no aggregator.</summary>
    public Reference? Hub { get; init; }
}

/// <summary>The administrator's finding aggregator: <c>security-hub-aggregator/default@root/eu-west-1</c>.</summary>
internal sealed class AggregatorKind() : ResourceKind<AggregatorAttributes>(KindNames.SecurityHubAggregator, Nature.Setting, AggregatorJson.Default.AggregatorAttributes)
{
    /// <summary>No aggregator.</summary>
    public const string None = "NONE";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is { } setup ? [Of(At(setup), Desired(setup), declaredAt: setup.Where)] : [];

    /// <summary>What it is called.</summary>
    public Address At(SecurityHubSetup setup) => setup.Home.Address(Name, SecurityHubSetup.Default);

    /// <summary>What it is to be.</summary>
    public static AggregatorAttributes Desired(SecurityHubSetup setup) => !setup.IsOn || !setup.File.AggregateFindings
        ? Nothing
        : Attributes(setup, setup.LinkedRegions.Count > 0 ? "SPECIFIED_REGIONS" : "NO_REGIONS", setup.HomeRegion, setup.LinkedRegions);

    /// <summary>There is no aggregator.</summary>
    public static AggregatorAttributes Nothing { get; } = new() { Mode = None, Regions = [] };

    /// <summary>What goes with an aggregator.</summary>
    public static AggregatorAttributes Attributes(SecurityHubSetup setup, string mode, string home, IEnumerable<string> regions) => new()
    {
        Mode = mode,
        HomeRegion = home,
        Regions = [.. regions.Order(StringComparer.Ordinal)],
        Hub = new(SecurityHubSetup.HubAt(setup.Administrator, setup.HomeRegion)),
    };

    /// <summary>Central configuration needs it to its end.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => Typed(change.After!).Mode == None ? SecurityHubSetup.EndOfCentral(pending) : [];
}
