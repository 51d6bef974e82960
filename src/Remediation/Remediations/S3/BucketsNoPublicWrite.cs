using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>Nobody unnamed writes a bucket, by its policy or by its access control list. The block stops it at once and leaves policy and list as they are, for whoever mends them.</summary>
/// <remarks>A block of the whole account is not looked at: where there is one, the bucket's own changes nothing.</remarks>
internal sealed class BucketsNoPublicWrite : BlockingRemediation
{
    private static readonly string[] s_actions =
    [
        "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:RestoreObject", "s3:ReplicateObject",
        "s3:ReplicateDelete", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:DeleteBucket", "s3:PutLifecycleConfiguration", "s3:PutEncryptionConfiguration",
    ];

    private static readonly string[] s_permissions = ["WRITE", "WRITE_ACP", "FULL_CONTROL"];

    /// <inheritdoc/>
    public override string Control => "buckets-no-public-write";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
    [
        "s3.amazonaws.com:PutBucketPolicy", "s3.amazonaws.com:PutBucketAcl", "s3.amazonaws.com:DeleteBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPublicAccessBlock",
        "s3.amazonaws.com:PutBucketOwnershipControls", "s3.amazonaws.com:DeleteBucketOwnershipControls",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => PublicStatements.Why(image, s_actions, s_permissions) is { Count: > 0 } why
        ? [Unblocked($"anybody may write the bucket, by {string.Join(" and ", why)}")]
        : [];
}
