namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Calls that share one allowance at AWS.</summary>
/// <param name="Name">For messages and tests.</param>
/// <param name="PerSecond">Sustained rate; null when AWS documents none.</param>
/// <param name="Burst">How many at once after a rest.</param>
internal sealed record ApiFamily(string Name, double? PerSecond = null, int Burst = 1)
{
    /// <summary>Each account has an allowance of its own in each region; otherwise there is one for all.</summary>
    public bool PerPlace { get; init; }

    /// <summary>Calls of the family are made one after another.</summary>
    public bool OneAtATime { get; init; }
}
