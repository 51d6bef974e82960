using System.Text.Json;
using Amazon.S3;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// What the accounts of a sweep answered, as Step Functions wrote it into a bucket: a manifest that names files of executions that succeeded, failed, or were never begun
/// (Step Functions Developer Guide, "ResultWriter (Map)", read 2026-11).
/// </summary>
/// <param name="s3">Of the bucket's account and region.</param>
internal sealed class SweepResults(IAmazonS3 s3)
{
    // Of what an execution said when it failed; a stack trace may follow.
    private const int LongestCause = 500;

    /// <summary>Where → what went wrong there.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TroublesAsync(SweepOrder.End order, CancellationToken cancellationToken)
    {
        var troubles = new List<(string Where, string What)>();
        using var manifest = await ReadAsync(order.Bucket, order.Key, cancellationToken);
        foreach (var files in manifest.RootElement.GetProperty("ResultFiles"u8).EnumerateObject())
        {
            foreach (var file in files.Value.EnumerateArray())
            {
                using var executions = await ReadAsync(order.Bucket, file.GetProperty("Key"u8).GetString()!, cancellationToken);
                foreach (var execution in executions.RootElement.EnumerateArray())
                {
                    troubles.AddRange(files.Name == "SUCCEEDED" ? Told(execution) : Unfinished(execution));
                }
            }
        }

        return troubles.DistinctBy(trouble => trouble.Where).ToDictionary(trouble => trouble.Where, trouble => trouble.What, StringComparer.Ordinal);
    }

    // Input and output are JSON within a text.
    private static List<(string, string)> Told(JsonElement execution)
    {
        using var output = JsonDocument.Parse(execution.GetProperty("Output"u8).GetString()!);
        return [.. output.RootElement.GetProperty("troubles"u8).EnumerateObject().Select(trouble => (trouble.Name, trouble.Value.GetString()!))];
    }

    private static List<(string, string)> Unfinished(JsonElement execution)
    {
        using var input = JsonDocument.Parse(execution.GetProperty("Input"u8).GetString()!);
        var cause = $"{TextIn(execution, "Error") ?? "not begun"}: {TextIn(execution, "Cause") ?? "the sweep ended before its turn came"}";
        return [.. input.RootElement.GetProperty("accounts"u8).EnumerateArray().Select(account => ($"account {account.GetString()}", cause.Length <= LongestCause ? cause : cause[..LongestCause] + "…"))];
    }

    private static string? TextIn(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<JsonDocument> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var answer = await s3.GetObjectAsync(new() { BucketName = bucket, Key = key }, cancellationToken);
        return await JsonDocument.ParseAsync(answer.ResponseStream, default, cancellationToken);
    }
}
