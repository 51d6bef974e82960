using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// Who reads and writes a bucket is logged, into the account's own bucket for logs of that region, under the bucket's name. A log that goes elsewhere is a log. The bucket for logs does not
/// log itself: each line of its log would be cause for another.
/// </summary>
internal sealed class BucketsLogged : BucketRemediation
{
    /// <inheritdoc/>
    public override string Control => "buckets-logged";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.9"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:PutBucketLogging"];

    // GuardDuty User Guide, "GuardDuty S3 Protection finding types" (remembered, 2026-11).
    /// <inheritdoc/>
    public override IReadOnlyList<string> FindingTypes => ["Stealth:S3/ServerAccessLoggingDisabled"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketLogging", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var (name, target) = ((string)image["name"]!, Filled(demands, (string)image["account"]!, (string)image["region"]!));
        return image["logging"] is not null || name == target ? [] : [new("/logging", "nobody logs who reads and writes the bucket", new JsonObject
        {
            ["bucket"] = target,
            ["prefix"] = $"{demands.Text("targetPrefix", "")}{name}/",
            ["dates"] = null,
            ["grants"] = 0,
        })];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        BucketLogging.WriteAsync(subject, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var target = Filled(subject.Demands, subject.Incident.AccountId, subject.Incident.Region);
        return
        [
            $"Make sure that bucket {target} is there and lets logging.s3.amazonaws.com put objects: aws s3api get-bucket-policy --bucket {target}",
            $"aws s3api put-bucket-logging --bucket {subject.Id} --bucket-logging-status '{{\"LoggingEnabled\":{{\"TargetBucket\":\"{target}\",\"TargetPrefix\":\"{subject.Demands.Text("targetPrefix", "")}{subject.Id}/\"}}}}'",
        ];
    }

    private static string Filled(Demands demands, string account, string region) => demands.Text("targetBucket", "secret-scoops-access-logs-{account}-{region}")
        .Replace("{account}", account, StringComparison.Ordinal).Replace("{region}", region, StringComparison.Ordinal);
}
