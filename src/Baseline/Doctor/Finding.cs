namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>How one thing stands.</summary>
internal enum Condition
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works; worth knowing before an apply.</summary>
    Warning,

    /// <summary>An apply would fail on it.</summary>
    Missing,
}

/// <summary>One thing that was looked at before the first apply.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Condition">How it stands.</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What to do; null when nothing is to be done.</param>
internal sealed record Finding(string Name, Condition Condition, string What, string? Remedy = null);
