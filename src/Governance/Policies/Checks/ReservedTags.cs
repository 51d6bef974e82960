using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Tags that nobody declares: AWS's own, and the mark of what is ours.</summary>
internal static class ReservedTags
{
    /// <summary>Tells of each that is declared all the same.</summary>
    public static void Refuse(IEnumerable<SourcedEntry<string>> tags, FaultLog faults)
    {
        foreach (var tag in tags.Where(tag => tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || tag.Key.Equals(LandingZone.OwnershipTag, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Error(tag.Where, "reserved-tag", $"the tag {Quoted.Value(tag.Key)} is not yours to set", "delete it: AWS or this tool sets it");
        }
    }
}
