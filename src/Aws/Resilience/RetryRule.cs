namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>How patiently one sort of failure is met.</summary>
/// <param name="Floor">The shortest wait between attempts.</param>
/// <param name="Ceiling">The longest wait between attempts.</param>
internal sealed record RetryRule(TimeSpan Floor, TimeSpan Ceiling)
{
    /// <summary>Counted from the first failure; when it is over, the failure is told.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Repetitions at most, whatever patience is left.</summary>
    public int MostRepetitions { get; init; } = int.MaxValue;
}
