using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>How one change ended.</summary>
/// <param name="Change">Which.</param>
/// <param name="Took">From its start to its end; zero for what was never started.</param>
internal abstract record Outcome(Change Change, TimeSpan Took)
{
    /// <summary>Carried out, and AWS shows it.</summary>
    internal sealed record Done(Change Change, TimeSpan Took) : Outcome(Change, Took);

    /// <summary>Tried and failed.</summary>
    internal sealed record Failed(Change Change, TimeSpan Took, Fault Why, Exception? Cause) : Outcome(Change, Took);

    /// <summary>Not tried, because a change it needs did not succeed.</summary>
    internal sealed record Skipped(Change Change, Address Because) : Outcome(Change, TimeSpan.Zero);

    /// <summary>Not tried or given up, because the run was interrupted; running again continues.</summary>
    internal sealed record Interrupted(Change Change, TimeSpan Took) : Outcome(Change, Took);
}
