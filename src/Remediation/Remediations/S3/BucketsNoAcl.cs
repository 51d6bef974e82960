using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// A bucket's access control list gives nobody but its owner anything. Grants are taken out and lists are switched off, objects' own lists with them: else the next upload with a list
/// would open an object again. Who came by a list and not by a policy is cut off.
/// </summary>
internal sealed class BucketsNoAcl : BucketRemediation
{
    private const string LogDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    /// <inheritdoc/>
    public override string Control => "buckets-no-acl";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.12"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
        ["s3.amazonaws.com:PutBucketAcl", "s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:PutBucketOwnershipControls", "s3.amazonaws.com:DeleteBucketOwnershipControls"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketAcl", Bucket.Arn), new("s3:PutBucketOwnershipControls", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => BucketAcl.IsOff(image) || BucketAcl.Others(image) is not { Count: > 0 } others
        ? []
        : [new(
            "/acl",
            $"the bucket's access control list gives rights to {string.Join(" and ", others)}{(others.Contains(LogDelivery) ? "; S3 writes access logs by it: let logging.s3.amazonaws.com put objects by policy first" : "")}",
            BucketAcl.OwnerAlone(image))];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        BucketAcl.WriteAsync(subject, value!.AsObject(), cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Give by bucket policy what the list gives to those who need it",
        $"aws s3api put-bucket-acl --bucket {subject.Id} --acl private",
        $"aws s3api put-bucket-ownership-controls --bucket {subject.Id} --ownership-controls 'Rules=[{{ObjectOwnership={BucketAcl.Off}}}]'",
    ];
}
