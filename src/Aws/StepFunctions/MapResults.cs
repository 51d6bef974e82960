using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.S3;
using SecretScoops.Governance.Roles;

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

    private async IAsyncEnumerable<MapChild> ReadAsync(string bucket, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
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

    /// <summary>What it takes.</summary>
    /// <param name="bucket">The ARN of the bucket.</param>
    /// <param name="prefix">That the Map writes its results under.</param>
    public static IReadOnlyList<Need> Needs(string bucket, string prefix) => [new("s3:GetObject", $"{bucket}/{prefix}/*")];

    /// <summary>Where → what went wrong there: what children told of themselves, and of those that did not succeed each account that they were to work in.</summary>
    /// <param name="bucket">Where the results are.</param>
    /// <param name="key">Of the manifest there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Dictionary<string, string>> TroublesAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var troubles = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var child in ReadAsync(bucket, key, cancellationToken))
        {
            foreach (var (where, what) in Told(child))
            {
                troubles.TryAdd(where, what);
            }
        }

        return troubles;
    }

    private static IEnumerable<(string Where, string What)> Told(MapChild child) => child.Output is { } answer
        ? answer.GetProperty("troubles"u8).EnumerateObject().Select(trouble => (trouble.Name, trouble.Value.GetString()!))
        : child.Input.GetProperty("accounts"u8).EnumerateArray().Select(account => ($"account {account.GetString()}", child.Cause!));

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

    /// <param name="Input">What it was given.</param>
    /// <param name="Output">What it answered; null when it did not succeed.</param>
    /// <param name="Cause">Why it did not succeed; null when it did.</param>
    private sealed record MapChild(JsonElement Input, JsonElement? Output, string? Cause);
}
