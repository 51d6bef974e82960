using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket blocks all public access. Whoever reached it by being anybody is cut off, which is the aim; buckets that are meant to be public need an exemption.</summary>
/// <remarks>
/// RestrictPublicBuckets and IgnorePublicAcls take effect at once on what is there already; BlockPublicPolicy keeps an existing policy as it is
/// (S3 User Guide, "Blocking public access to your Amazon S3 storage", read 2026-11).
/// </remarks>
internal sealed class BucketsPublicAccessBlocked : Remediation
{
    private const string Block = "/publicAccessBlock";

    /// <inheritdoc/>
    public override string Control => "buckets-public-access-blocked";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Bucket;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
        ["s3.amazonaws.com:DeleteBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPublicAccessBlock", "s3.amazonaws.com:PutBucketPolicy", "s3.amazonaws.com:PutBucketAcl"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Bucket.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketPublicAccessBlock", Bucket.Arn)];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Bucket.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => Bucket.IsWholeBlock(image["publicAccessBlock"])
        ? []
        : [new(Block, image["publicAccessBlock"] is null ? "the bucket does not block public access" : "the bucket blocks public access in part only", Bucket.WholeBlock())];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (value is not JsonObject block)
        {
            await subject.Session.S3.DeletePublicAccessBlockAsync(new() { BucketName = subject.Id }, cancellationToken);
            return;
        }

        await subject.Session.S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = subject.Id,
                PublicAccessBlockConfiguration = new()
                {
                    BlockPublicAcls = (bool)block["blockPublicAcls"]!,
                    BlockPublicPolicy = (bool)block["blockPublicPolicy"]!,
                    IgnorePublicAcls = (bool)block["ignorePublicAcls"]!,
                    RestrictPublicBuckets = (bool)block["restrictPublicBuckets"]!,
                },
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api put-public-access-block --bucket {subject.Id} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        "If the bucket is meant to be public, ask for an exemption in policies/exemptions, or put CloudFront with origin access control before it",
    ];
}
