namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Where resources live: AWS (or the sandbox that answers for it), or a snapshot file.</summary>
internal interface IEstate
{
    /// <summary>Reads every resource of a kind, ours or not. Faults of AWS are in the reading; only cancellation is thrown.</summary>
    Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel);

    /// <summary>Carries one change out and sees it settled. Idempotent: a repeated call after an unknown outcome does no harm.</summary>
    /// <exception cref="FaultException">It could not be done; the fault says why and what to do.</exception>
    Task CarryOutAsync(Change change, Step step, CancellationToken cancel);
}
