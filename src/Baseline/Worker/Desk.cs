using Amazon.S3;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>What a worker works with.</summary>
/// <param name="Run">Runs commands.</param>
/// <param name="Policies">What lies beside the function.</param>
/// <param name="Folder">Of these policies.</param>
/// <param name="S3">Where what runs keep is put.</param>
/// <param name="Places">Buckets and keys.</param>
internal sealed record Desk(CommandRun Run, PolicyBundle Policies, string Folder, IAmazonS3 S3, WorkerPlaces Places)
{
    /// <summary>Accounts, so many together as one invocation takes; all but the management account where none are named.</summary>
    /// <exception cref="FormatException">One that is named is not declared.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Shards(IReadOnlyList<string>? named = null)
    {
        IReadOnlyList<string> declared = [.. Policies.Accounts.Select(account => account.Value.Name)];
        return named?.Except(declared, StringComparer.Ordinal).ToList() is { Count: > 0 } strange
            ? throw new FormatException($"this release's organization.json does not declare {string.Join(", ", strange.Select(name => $"\"{name}\""))}: name accounts that it declares, or deploy a release that declares these")
            : [.. (named ?? declared).Chunk(Places.Shard)];
    }

    /// <summary>Takes away what the invocation before left in a folder, of another shard perhaps.</summary>
    public static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Keeps a file of a run.</summary>
    public Task KeepAsync(string bucket, string key, string file, CancellationToken cancel) => S3.PutObjectAsync(new() { BucketName = bucket, Key = key, FilePath = file }, cancel);
}

/// <summary>What the function's environment says.</summary>
/// <param name="Results">The bucket of results: journals and parts of reports.</param>
/// <param name="Reports">The bucket of report packs; null where the worker writes none.</param>
/// <param name="SignWith">The key that signs packs; null for none.</param>
/// <param name="Shard">Accounts that one invocation takes.</param>
internal sealed record WorkerPlaces(string Results, string? Reports, string? SignWith, int Shard)
{
    // Half a minute an account in two regions, at the rates of one account: an apply from nothing stays within a quarter of an hour.
    private const int UsualShard = 20;

    /// <summary>Reads the variables.</summary>
    /// <exception cref="FormatException">One is missing, or is not what it should be.</exception>
    public static WorkerPlaces Read(Func<string, string?> variable) => new(
        variable("GOVERNANCE_RESULTS") is { Length: > 0 } results ? results : throw new FormatException("GOVERNANCE_RESULTS is not set: name the bucket for journals and parts of reports"),
        variable("GOVERNANCE_REPORTS") is { Length: > 0 } reports ? reports : null,
        variable("GOVERNANCE_SIGN_WITH") is { Length: > 0 } key ? key : null,
        variable("GOVERNANCE_SHARD") is not { Length: > 0 } text ? UsualShard
            : int.TryParse(text, out var shard) && shard is > 0 and <= 1000 ? shard
            : throw new FormatException($"GOVERNANCE_SHARD is \"{text}\": say how many accounts one invocation takes, 1 to 1000"));
}
