using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket says how it encrypts. What it says is never weakened: any algorithm will do.</summary>
internal sealed class BucketsEncrypted : BucketRemediation
{
    /// <inheritdoc/>
    public override string Control => "buckets-encrypted";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:DeleteBucketEncryption"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutEncryptionConfiguration", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => image["encryption"] is not null
        ? []
        : [new("/encryption", "the bucket has no encryption of its own accord", new JsonObject
        {
            ["algorithm"] = demands.Text("algorithm", "AES256"),
            ["key"] = null,
            ["bucketKey"] = false,
            ["blocked"] = new JsonArray(),
        })];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        BucketEncryption.WriteAsync(subject, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api put-bucket-encryption --bucket {subject.Id} --server-side-encryption-configuration '{{\"Rules\":[{{\"ApplyServerSideEncryptionByDefault\":{{\"SSEAlgorithm\":\"{subject.Demands.Text("algorithm", "AES256")}\"}}}}]}}'",
    ];
}
