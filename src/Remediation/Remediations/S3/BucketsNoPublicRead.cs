using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>Nobody unnamed reads a bucket, by its policy or by its access control list. The block stops it at once and leaves policy and list as they are, for whoever mends them.</summary>
/// <remarks>A block of the whole account is not looked at: where there is one, the bucket's own changes nothing.</remarks>
internal sealed class BucketsNoPublicRead : BlockingRemediation
{
    private static readonly string[] s_actions =
        ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:GetObjectAcl", "s3:GetBucketAcl", "s3:GetBucketPolicy"];

    private static readonly string[] s_permissions = ["READ", "READ_ACP", "FULL_CONTROL"];

    /// <inheritdoc/>
    public override string Control => "buckets-no-public-read";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
    [
        "s3.amazonaws.com:PutBucketPolicy", "s3.amazonaws.com:PutBucketAcl", "s3.amazonaws.com:DeleteBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPublicAccessBlock",
        "s3.amazonaws.com:PutBucketOwnershipControls", "s3.amazonaws.com:DeleteBucketOwnershipControls",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => PublicStatements.Why(image, s_actions, s_permissions) is { Count: > 0 } why
        ? [Unblocked($"anybody may read the bucket, by {string.Join(" and ", why)}")]
        : [];
}
