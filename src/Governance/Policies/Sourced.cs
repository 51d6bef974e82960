using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Policies;

/// <summary>A value, and where it was written.</summary>
internal readonly record struct Sourced<T>(T Value, Place Where);
