using Amazon.S3;
using SecretScoops.Governance.Aws.StepFunctions;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>What the accounts of a sweep answered.</summary>
/// <param name="s3">Of the bucket's account and region.</param>
internal sealed class SweepResults(IAmazonS3 s3)
{
    /// <summary>What it takes.</summary>
    /// <param name="bucket">The ARN of the bucket.</param>
    public static IReadOnlyList<Need> Needs(string bucket) => [new("s3:GetObject", $"{bucket}/sweep/*")];

    /// <summary>Where → what went wrong there.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TroublesAsync(SweepOrder.End order, CancellationToken cancellationToken)
    {
        var troubles = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var child in new MapResults(s3).ReadAsync(order.Bucket, order.Key, cancellationToken))
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
}
