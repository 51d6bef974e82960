using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket keeps what was overwritten and deleted. That costs storage until a lifecycle rule ends old versions, and nobody notices otherwise.</summary>
internal sealed class BucketsVersioned : BucketRemediation
{
    /// <inheritdoc/>
    public override string Control => "buckets-versioned";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.14"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:PutBucketVersioning"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketVersioning", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (string?)image["versioning"] == "Enabled"
        ? []
        : [new("/versioning", $"the bucket's versioning is \"{(string?)image["versioning"]}\": what is overwritten or deleted is lost", "Enabled")];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var status = (string?)value is "Enabled" or "Suspended" ? (string)value! : throw new NotUndoableException(
            $"a bucket that once had versions cannot be without again; it can be suspended: aws s3api put-bucket-versioning --bucket {subject.Id} --versioning-configuration Status=Suspended");
        await subject.Session.S3.PutBucketVersioningAsync(
            new() { BucketName = subject.Id, ExpectedBucketOwner = subject.Incident.AccountId, VersioningConfig = new() { Status = Amazon.S3.VersionStatus.FindValue(status) } },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api put-bucket-versioning --bucket {subject.Id} --versioning-configuration Status=Enabled",
        "Give the bucket a lifecycle rule with NoncurrentVersionExpiration, so that old versions do not stay for ever",
    ];
}
