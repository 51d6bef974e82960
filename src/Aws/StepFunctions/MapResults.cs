using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.S3;

namespace SecretScoops.Governance.Aws.StepFunctions;

/// <summary>
/// What the children of a Distributed Map answered, as Step Functions wrote it into a bucket: a manifest that names files of executions that succeeded, failed, or were never begun
/// (Step Functions Developer Guide, "ResultWriter (Map)", read 2026-11).
/// </summary>
/// <param name="s3">Of the bucket's account and region.</param>
internal sealed class MapResults(IAmazonS3 s3)
{
    // Of what an execution said when it failed; a stack trace may follow.
    private const int LongestCause = 500;

    /// <summary>Every child, file by file.</summary>
    /// <param name="bucket">Where the results are.</param>
    /// <param name="key">Of the manifest there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<MapChild> ReadAsync(string bucket, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var manifest = await DocumentAsync(bucket, key, cancellationToken);
        foreach (var files in manifest.RootElement.GetProperty("ResultFiles"u8).EnumerateObject())
        {
            foreach (var file in files.Value.EnumerateArray())
            {
                using var executions = await DocumentAsync(bucket, file.GetProperty("Key"u8).GetString()!, cancellationToken);
                foreach (var execution in executions.RootElement.EnumerateArray())
                {
                    yield return Child(execution, files.Name == "SUCCEEDED");
                }
            }
        }
    }

    // Input and output are JSON within a text.
    private static MapChild Child(JsonElement execution, bool succeeded) => new(
        Parsed(execution, "Input"),
        succeeded ? Parsed(execution, "Output") : null,
        succeeded ? null : Shortened($"{TextIn(execution, "Error") ?? "not begun"}: {TextIn(execution, "Cause") ?? "the execution ended before its turn came"}"));

    private static JsonElement Parsed(JsonElement execution, string name)
    {
        using var document = JsonDocument.Parse(execution.GetProperty(name).GetString()!);
        return document.RootElement.Clone();
    }

    private static string Shortened(string cause) => cause.Length <= LongestCause ? cause : cause[..LongestCause] + "…";

    private static string? TextIn(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<JsonDocument> DocumentAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var answer = await s3.GetObjectAsync(new() { BucketName = bucket, Key = key }, cancellationToken);
        return await JsonDocument.ParseAsync(answer.ResponseStream, default, cancellationToken);
    }
}

/// <summary>One execution of a Distributed Map.</summary>
/// <param name="Input">What it was given.</param>
/// <param name="Output">What it answered; null when it did not succeed.</param>
/// <param name="Cause">Why it did not succeed; null when it did.</param>
internal sealed record MapChild(JsonElement Input, JsonElement? Output, string? Cause);
