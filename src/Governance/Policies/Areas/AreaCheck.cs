using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Checks;

namespace SecretScoops.Governance.Policies.Areas;

/// <summary>What one part of the landing zone is held against.</summary>
/// <param name="LandingZone">Null when its file could not be read.</param>
/// <param name="Declared">Every name that the folder declares.</param>
/// <param name="Faults">Where faults go.</param>
/// <param name="Areas">What the other parts declare, by area's name.</param>
internal sealed record AreaCheck(LandingZone? LandingZone, Declarations Declared, FaultLog Faults, IReadOnlyDictionary<string, Sourced<object>> Areas)
{
    /// <summary>Null when their file could not be read.</summary>
    public Limits? Limits { get; init; }

    /// <summary>Templates of conformance packs by name; null for those that could not be read.</summary>
    public IReadOnlyDictionary<string, ConformancePackTemplate?> ConformancePacks { get; init; } = new Dictionary<string, ConformancePackTemplate?>();

    /// <summary>Another part; null when it has no file, or one that could not be read.</summary>
    public T? Find<T>(PolicyArea<T> area)
        where T : class => Areas.TryGetValue(area.Name, out var found) ? (T)found.Value : null;
}
