using Amazon.S3.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.StepFunctions;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>Reports on a large organization in parts, and makes one pack of them.</summary>
/// <param name="desk">What it works with.</param>
internal sealed class ReportWorker(Desk desk) : IWorker
{
    private const string Parts = "parts";
    private const string Packs = "reports";

    /// <summary>What it takes beside its command, and beside putting packs where all reports are put: parts are kept, found and read, and what shards answered is read.</summary>
    /// <param name="results">The ARN of the bucket of results.</param>
    public static IReadOnlyList<Need> Needs(string results) =>
        [new("s3:PutObject", $"{results}/report/*"), new("s3:GetObject", $"{results}/report/*"), new("s3:ListBucket", results), .. MapResults.Needs(results, "report-map")];

    /// <inheritdoc/>
    public Task<WorkerAnswer> BeginAsync(WorkerOrder order, CancellationToken cancel) =>
        Task.FromResult(new WorkerAnswer { Shards = [[desk.Policies.LandingZone.ManagementAccount], .. desk.Shards()] });

    /// <inheritdoc/>
    public async Task<WorkerAnswer> AccountsAsync(WorkerOrder order, CancellationToken cancel)
    {
        Desk.Clear(Parts);
        await desk.Run.Async(["report", "--policies", desk.Folder, "--account", string.Join(',', order.Accounts!), "--out", Parts, "--formats", "json", "--no-color"], cancel);
        var part = Directory.EnumerateFiles(Parts, "report.json", SearchOption.AllDirectories).Single();
        // Called for twice, the later part replaces the earlier.
        await desk.KeepAsync(desk.Places.Results, $"{Prefix(order)}{order.Accounts![0]}.json", part, cancel);
        return new();
    }

    /// <inheritdoc/>
    public async Task<WorkerAnswer> EndAsync(WorkerOrder order, CancellationToken cancel)
    {
        var reports = desk.Places.Reports ?? throw new FormatException("GOVERNANCE_REPORTS is not set: name the bucket for report packs");
        var troubles = await new MapResults(desk.S3).TroublesAsync(order.Results!.Bucket, order.Results.Key, cancel);
        var parts = await FetchedAsync(order, cancel);
        if (parts.Count == 0)
        {
            throw new FormatException($"no shard of {order.Run} has left a part: there is nothing to report on");
        }

        Desk.Clear(Packs);
        var bucket = new ReportBucket(desk.S3, reports);
        await bucket.FetchAsync(Packs, cancel);
        var name = PackNames.Folder(parts.Min(part => new ReportFile(part).Read().Header.At));
        // Called for twice, the pack may be in the bucket already, and nobody was told.
        if (!Directory.EnumerateDirectories(Packs, name + "*").Any())
        {
            IReadOnlyList<string> signed = desk.Places.SignWith is { } key ? ["--sign-with", key] : [];
            await desk.Run.Async(["report", "merge", .. parts, "--policies", desk.Folder, "--out", Packs, .. signed, "--no-color"], cancel);
            await bucket.KeepAsync(Path.Combine(Packs, name), cancel);
        }

        return new() { Troubles = troubles };
    }

    private static string Prefix(WorkerOrder order) => $"report/{order.Run}/";

    private async Task<IReadOnlyList<string>> FetchedAsync(WorkerOrder order, CancellationToken cancel)
    {
        Desk.Clear(Parts);
        Directory.CreateDirectory(Parts);
        var kept = await Paged.AllAsync(async token =>
        {
            var page = await desk.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = desk.Places.Results, Prefix = Prefix(order), ContinuationToken = token }, cancel);
            return (page.S3Objects, page.NextContinuationToken);
        });
        var files = new List<string>();
        foreach (var part in kept)
        {
            var file = Path.Combine(Parts, $"{files.Count}.json");
            using var answer = await desk.S3.GetObjectAsync(new() { BucketName = desk.Places.Results, Key = part.Key }, cancel);
            await using (var to = File.Create(file))
            {
                await answer.ResponseStream.CopyToAsync(to, cancel);
            }

            files.Add(file);
        }

        return files;
    }
}
