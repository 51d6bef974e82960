using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Regions that parts of the landing zone name must be governed: elsewhere nothing is read, and nothing kept in order.</summary>
internal static class GovernedRegions
{
    /// <summary>Tells a region that is not governed.</summary>
    public static void Require(AreaCheck check, Sourced<string> region)
    {
        if (check.LandingZone is { } landingZone && !landingZone.GovernedRegions.Contains(region.Value))
        {
            check.Faults.Error(
                region.Where, "region-not-governed", $"{Quoted.Value(region.Value)} is not among the governed regions {Quoted.List(landingZone.GovernedRegions)}",
                landingZone.IsRetired(region.Value) ? "write one of them: nothing can be declared in a region that is retired" : "write one of them, or add it to governedRegions in landing-zone.json");
        }
    }
}
