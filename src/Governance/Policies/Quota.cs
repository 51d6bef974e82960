namespace SecretScoops.Governance.Policies;

/// <summary>One limit of AWS, as data.</summary>
/// <param name="Value">In the unit that the property's name says.</param>
/// <param name="Source">Which AWS document says so, and when it was read.</param>
internal readonly record struct Quota(int Value, string Source);
