using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>What exists, is declared, and was made by somebody else: changed only after it was taken over on purpose. What must be there already and is not.</summary>
internal sealed class ForeignResources() : Guard("foreign")
{
    public override IEnumerable<Fault> Refuse(Considered all)
    {
        foreach (var change in all.Pending)
        {
            if (change.After is { External: true } && change.Before is null)
            {
                yield return Refusal(change, $"{change.Address} is declared external and does not exist", "wait until the identity provider has synchronised it, correct its name, or declare it without \"external\"");
            }
            else if (change is { Verb: Verb.Update, Before.Owned: false } && all.Input.Kinds[change.Address.Kind].Nature == Nature.Thing && !all.Input.Options.Adopts(change.Address))
            {
                yield return Refusal(change, $"{change.Address} exists and this tool does not manage it", $"take it over with --adopt {change.Address}, or choose another name");
            }
        }
    }
}
