using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>How an incident ended for now.</summary>
internal enum Ending
{
    /// <summary>The resource keeps the rule, or is gone, or nobody asks for the rule there.</summary>
    Nothing,

    /// <summary>Left alone, written down, told where it was not told before.</summary>
    Left,

    /// <summary>Fixed, proven and told.</summary>
    Fixed,

    /// <summary>It would be fixed, were this no dry run.</summary>
    WouldFix,

    /// <summary>Tried, and told that it did not work.</summary>
    Failed,

    /// <summary>What a fix had changed is as it was before.</summary>
    Undone,

    /// <summary>Somebody else is at it: to be tried again later.</summary>
    Busy,
}

/// <summary>What came of one doorbell and one control.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Violations">What was wrong; empty when nothing was.</param>
internal sealed record Handled(Incident Incident, Ending Ending, string Why, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether this very event had it fixed, now or when it was delivered before: whoever did that may have died before he said so elsewhere.</summary>
    public bool IsMended { get; init; } = Ending == Ending.Fixed;
}
