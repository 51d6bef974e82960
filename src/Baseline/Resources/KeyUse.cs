using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The key that something is encrypted with, as an attribute: one of ours by its address, a stranger's as AWS tells it.</summary>
/// <param name="Key">Null for a stranger's.</param>
/// <param name="Other">Null for one of ours.</param>
internal sealed record KeyUse(Reference? Key, string? Other)
{
    /// <summary>One of ours.</summary>
    public static KeyUse Of(Address key) => new(new Reference(key), null);
}
