using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>A kind of which everything we own would go and nothing is declared any more: more likely a lost folder than a wish.</summary>
internal sealed class VanishedPolicies() : Guard("vanished")
{
    public override bool CanBeWaived => true;

    public override IEnumerable<Fault> Refuse(Considered all) =>
        from kind in all.Changes.Where(c => c.Before is { Owned: true }).GroupBy(c => c.Address.Kind)
        where kind.All(c => c.Verb == Verb.Delete) && !all.Desired.Keys.Any(d => d.Kind == kind.Key)
        select Refusal(kind.First(), $"no {kind.Key} is declared any more, and all {kind.Count()} would be deleted", "check --policies; if this is meant, say --allow vanished");
}
