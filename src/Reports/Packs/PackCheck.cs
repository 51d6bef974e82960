using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>What came of verifying a pack.</summary>
/// <param name="Directory">As it was given.</param>
/// <param name="Manifest">What it says of itself; null when that cannot be read.</param>
/// <param name="SignedBy">Fingerprint of the key that the signature holds with; null when it holds with none that is known.</param>
/// <param name="Faults">Everything that does not fit.</param>
/// <param name="Notes">What the reader should know besides.</param>
internal sealed record PackCheck(string Directory, PackManifest? Manifest, string? SignedBy, IReadOnlyList<Fault> Faults, IReadOnlyList<string> Notes)
{
    /// <summary>Whether nobody changed the pack since somebody who is trusted signed it.</summary>
    public bool Whole => Faults.Count == 0;
}
