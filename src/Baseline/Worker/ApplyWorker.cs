using SecretScoops.Governance.Aws.StepFunctions;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>
/// Applies a large organization in parts: what belongs to no account, then the accounts, some at a time, then once more what belongs to none, for what waited for the accounts.
/// Every part is an apply of its own: called for again, it does what is left. Told of some accounts, as for one that has just joined, it leaves the others alone.
/// </summary>
/// <param name="desk">What it works with.</param>
internal sealed class ApplyWorker(Desk desk) : IWorker
{
    /// <summary>What it takes beside its commands: journals are kept, and what shards answered is read.</summary>
    /// <param name="results">The ARN of the bucket of results.</param>
    public static IReadOnlyList<Need> Needs(string results) => [new("s3:PutObject", $"{results}/apply/*"), .. MapResults.Needs(results, "apply")];

    /// <inheritdoc/>
    public async Task<WorkerAnswer> BeginAsync(WorkerOrder order, CancellationToken cancel)
    {
        // Before anything is applied: somebody may have mistyped one.
        var shards = desk.Shards(order.Input?.Accounts);
        await ApplyAsync(order, "begin", OfNoAccount, cancel);
        return new() { Shards = shards };
    }

    /// <inheritdoc/>
    public async Task<WorkerAnswer> AccountsAsync(WorkerOrder order, CancellationToken cancel)
    {
        var accounts = string.Join(',', order.Accounts!);
        var left = await ApplyAsync(order, order.Accounts![0], ["--account", accounts], cancel);
        return new() { Troubles = Trouble(accounts, left) };
    }

    /// <inheritdoc/>
    public async Task<WorkerAnswer> EndAsync(WorkerOrder order, CancellationToken cancel)
    {
        var troubles = await new MapResults(desk.S3).TroublesAsync(order.Results!.Bucket, order.Results.Key, cancel);
        foreach (var (where, what) in Trouble("what belongs to no account", await ApplyAsync(order, "end", OfNoAccount, cancel)))
        {
            troubles[where] = what;
        }

        return new() { Troubles = troubles };
    }

    private IReadOnlyList<string> OfNoAccount => ["--organization", "--account", desk.Policies.LandingZone.ManagementAccount];

    private async Task<string?> ApplyAsync(WorkerOrder order, string part, IReadOnlyList<string> narrowed, CancellationToken cancel)
    {
        const string folder = ".baseline", journal = $"{folder}/journal.jsonl";
        Desk.Clear(folder);
        try
        {
            return await desk.Run.Async(["apply", "--policies", desk.Folder, .. narrowed, "--defer", "--yes", "--no-color"], cancel);
        }
        finally
        {
            // Also of one that failed, or whose time is up: then above all somebody wants to know how far it came.
            if (File.Exists(journal))
            {
                await desk.KeepAsync(desk.Places.Results, $"apply/{order.Run}/{part}-{Guid.NewGuid():N}.jsonl", journal, CancellationToken.None);
            }
        }
    }

    private static Dictionary<string, string> Trouble(string where, string? what) => what is null ? [] : new() { [where] = what };
}
