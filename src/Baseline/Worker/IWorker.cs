namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>Does a run in parts, as a state machine calls for them. Whatever it is called for twice, it does once.</summary>
internal interface IWorker
{
    /// <summary>What comes before the accounts; the answer names them, so many together as one invocation takes.</summary>
    Task<WorkerAnswer> BeginAsync(WorkerOrder order, CancellationToken cancel);

    /// <summary>These accounts and no other.</summary>
    Task<WorkerAnswer> AccountsAsync(WorkerOrder order, CancellationToken cancel);

    /// <summary>What comes after them; the answer tells what went wrong anywhere.</summary>
    Task<WorkerAnswer> EndAsync(WorkerOrder order, CancellationToken cancel);
}
