namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>All calls of one operation together.</summary>
/// <param name="Service">The signing name.</param>
/// <param name="Operation">The operation's name.</param>
internal sealed record CallSummary(string Service, string Operation)
{
    /// <summary>Calls.</summary>
    public required int Count { get; init; }

    /// <summary>Calls that ended in an error.</summary>
    public required int Failed { get; init; }

    /// <summary>Attempts beyond the first.</summary>
    public required int Retries { get; init; }

    /// <summary>The sum of all latencies.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The longest.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>The sum of all waits.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>The average latency.</summary>
    public TimeSpan Mean => Total / Count;
}
