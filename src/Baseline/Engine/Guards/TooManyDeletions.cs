using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>More deletions than the policies permit in one apply.</summary>
internal sealed class TooManyDeletions() : Guard("deletions")
{
    public override bool CanBeWaived => true;

    public override IEnumerable<Fault> Refuse(Considered all) => Blast.Limit(all, Verb.Delete, all.Input.Safety.MaxDeletions, "deletions", Refusal);
}

/// <summary>More updates than the policies permit in one apply.</summary>
internal sealed class TooManyUpdates() : Guard("updates")
{
    public override bool CanBeWaived => true;

    public override IEnumerable<Fault> Refuse(Considered all) => Blast.Limit(all, Verb.Update, all.Input.Safety.MaxUpdates, "updates", Refusal);
}

/// <summary>How wide one apply may reach.</summary>
file static class Blast
{
    public static IEnumerable<Fault> Limit(Considered all, Verb verb, int most, string name, Func<Change, string, string, Fault> refusal)
    {
        var reached = all.Pending.Where(c => c.Verb == verb).ToList();
        return reached.Count <= most
            ? []
            : [refusal(reached[0], $"{reached.Count} {name} at once; landing-zone.json permits {most}", $"narrow the run with --only or --account, or say --allow {name}")];
    }
}
