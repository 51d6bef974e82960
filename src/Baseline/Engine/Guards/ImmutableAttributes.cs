using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>What the kind says AWS cannot change in place.</summary>
internal sealed class ImmutableAttributes() : Guard("immutable")
{
    public override IEnumerable<Fault> Refuse(Considered all) =>
        all.Pending.Select(c => all.Input.Kinds[c.Address.Kind].Refuse(c)).OfType<Fault>();
}
