using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A control of buckets: they all see the same.</summary>
internal abstract class BucketRemediation : Remediation
{
    /// <inheritdoc/>
    public sealed override string ResourceType => ResourceTypes.Bucket;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Reads => Bucket.Reads;

    /// <inheritdoc/>
    public sealed override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Bucket.ReadAsync(subject, cancellationToken);
}

/// <summary>A control of buckets that is mended by blocking all public access.</summary>
internal abstract class BlockingRemediation : BucketRemediation
{
    /// <inheritdoc/>
    public sealed override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Writes => [new("s3:PutBucketPublicAccessBlock", Bucket.Arn)];

    /// <inheritdoc/>
    public sealed override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Bucket.WriteBlockAsync(subject, value, cancellationToken);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api put-public-access-block --bucket {subject.Id} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        "If the bucket is meant to be public, ask for an exemption in policies/exemptions, or put CloudFront with origin access control before it",
    ];

    /// <summary>The block is not whole.</summary>
    protected static Violation Unblocked(string what) => new("/publicAccessBlock", what, Bucket.WholeBlock());
}
