namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Calls that share one allowance at AWS.</summary>
/// <param name="Name">For messages and tests.</param>
/// <param name="PerSecond">Sustained rate; null when AWS documents none.</param>
/// <param name="Burst">How many at once after a rest.</param>
internal sealed record ApiFamily(string Name, double? PerSecond = null, int Burst = 1)
{
    /// <summary>Calls of the family are made one after another.</summary>
    public bool OneAtATime { get; init; }
}
