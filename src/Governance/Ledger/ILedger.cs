namespace SecretScoops.Governance.Ledger;

/// <summary>Where histories are kept: a DynamoDB table, or memory for a replay.</summary>
internal interface ILedger
{
    /// <summary>The whole history, as of now.</summary>
    Task<History> ReadAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>Adds a line; false when somebody else added one in the meantime, and then nothing was added.</summary>
    Task<bool> AppendAsync(LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>Counts one more under a name; false, and not counted, when the most was reached.</summary>
    /// <param name="name">Of what is counted and of the hour: <c>fixes|ssh-closed|2026-11-26T23</c>.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> CountAsync(string name, int most, CancellationToken cancellationToken);

    /// <summary>Takes one back that was counted, and not used.</summary>
    Task UncountAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps a moment under a name.</summary>
    Task StampAsync(string name, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The moment under a name; null when there is none.</summary>
    Task<DateTimeOffset?> StampedAsync(string name, CancellationToken cancellationToken);

    /// <summary>Every incident that waits for somebody's decision: held, expired or stopped.</summary>
    Task<IReadOnlyList<History>> WaitingAsync(CancellationToken cancellationToken);

    /// <summary>Every history, one incident after another.</summary>
    IAsyncEnumerable<History> AllAsync(CancellationToken cancellationToken);
}
