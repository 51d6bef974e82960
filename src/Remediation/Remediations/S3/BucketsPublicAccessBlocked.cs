using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket blocks all public access. Whoever reached it by being anybody is cut off, which is the aim; buckets that are meant to be public need an exemption.</summary>
/// <remarks>
/// RestrictPublicBuckets and IgnorePublicAcls take effect at once on what is there already; BlockPublicPolicy keeps an existing policy as it is
/// (S3 User Guide, "Blocking public access to your Amazon S3 storage", read 2026-11).
/// </remarks>
internal sealed class BucketsPublicAccessBlocked : BlockingRemediation
{
    /// <inheritdoc/>
    public override string Control => "buckets-public-access-blocked";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
        ["s3.amazonaws.com:DeleteBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPolicy", "s3.amazonaws.com:PutBucketAcl"];

    // GuardDuty User Guide, "GuardDuty S3 Protection finding types" (remembered, 2026-11).
    /// <inheritdoc/>
    public override IReadOnlyList<string> FindingTypes => ["Policy:S3/BucketBlockPublicAccessDisabled", "Policy:S3/BucketPublicAccessGranted", "Policy:S3/BucketAnonymousAccessGranted"];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => Bucket.IsWholeBlock(image["publicAccessBlock"])
        ? []
        : [Unblocked(image["publicAccessBlock"] is null ? "the bucket does not block public access" : "the bucket blocks public access in part only")];
}
