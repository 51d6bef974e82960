using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Policies;

/// <summary>What came of reading a policy folder.</summary>
/// <param name="Bundle">Null when any fault is an error.</param>
/// <param name="Faults">All faults of all files, by file and line.</param>
internal sealed record PolicyReading(PolicyBundle? Bundle, IReadOnlyList<Fault> Faults);
