using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>How groups are called in the Identity Store.</summary>
internal static class GroupNames
{
    /// <summary>A declared group carries the landing zone's prefix, which marks it as ours; an external one is called as its identity provider calls it.</summary>
    public static string DisplayName(GroupPolicy group, LandingZone landingZone) => group.External ? group.Name : landingZone.NamePrefix + group.Name;
}
