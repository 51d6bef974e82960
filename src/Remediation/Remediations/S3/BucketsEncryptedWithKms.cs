using System.Text.Json.Nodes;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// A bucket encrypts with a key of ours. Whoever reads new objects needs kms:Decrypt then, which is why a person decides. A bucket that S3 writes access logs to stays as it is:
/// S3 delivers no logs into a bucket with a KMS key (S3 User Guide, "Enabling Amazon S3 server access logging"; remembered, not read again in 2026-11).
/// </summary>
internal sealed class BucketsEncryptedWithKms : BucketRemediation
{
    private const string DefaultKey = "alias/secret-scoops-data";
    private const string Logging = "logging.s3.amazonaws.com";

    /// <inheritdoc/>
    public override string Control => "buckets-encrypted-with-kms";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.17"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:PutBucketEncryption", "s3.amazonaws.com:DeleteBucketEncryption"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
        [new("s3:PutEncryptionConfiguration", Bucket.Arn), new("kms:DescribeKey", "arn:{partition}:kms:{region}:{account}:key/*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var encryption = image["encryption"];
        return IsOurs(encryption) || TakesLogs(image) ? [] : [new(
            "/encryption",
            $"the bucket encrypts with {(string?)encryption?["algorithm"] ?? "nothing"} and {((string?)encryption?["key"] is { } key ? $"key {key}" : "AWS's own key")}, which we cannot withdraw",
            new JsonObject
            {
                ["algorithm"] = "aws:kms",
                ["key"] = demands.Text("key", DefaultKey),
                ["bucketKey"] = true,
                ["blocked"] = encryption?["blocked"]?.DeepClone() ?? new JsonArray(),
            })];
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (value is JsonObject encryption && (string?)encryption["key"] is { } key && key.StartsWith("alias/", StringComparison.Ordinal))
        {
            encryption = encryption.DeepClone().AsObject();
            encryption["key"] = await UsableAsync(subject, key, cancellationToken);
            value = encryption;
        }

        await BucketEncryption.WriteAsync(subject, value, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Make sure that {subject.Demands.Text("key", DefaultKey)} is there and its policy lets the bucket's readers decrypt: aws kms describe-key --key-id {subject.Demands.Text("key", DefaultKey)}",
        $"aws s3api put-bucket-encryption --bucket {subject.Id} --server-side-encryption-configuration '{{\"Rules\":[{{\"ApplyServerSideEncryptionByDefault\":{{\"SSEAlgorithm\":\"aws:kms\",\"KMSMasterKeyID\":\"KEY_ARN\"}},\"BucketKeyEnabled\":true}}]}}'",
    ];

    // S3 takes any key, one that is not there included, and refuses uploads afterwards.
    private static async Task<string> UsableAsync(Subject subject, string key, CancellationToken cancellationToken)
    {
        var found = (await subject.Session.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, cancellationToken)).KeyMetadata;
        return found.KeyState == KeyState.Enabled && found.KeySpec == KeySpec.SYMMETRIC_DEFAULT
            ? found.Arn
            : throw new DisabledException($"key {key} is {found.KeyState} and {found.KeySpec}, and no bucket can encrypt with it") { ErrorCode = "DisabledException", StatusCode = System.Net.HttpStatusCode.BadRequest };
    }

    private static bool IsOurs(JsonNode? encryption) =>
        ((string?)encryption?["algorithm"])?.StartsWith("aws:kms", StringComparison.Ordinal) == true
        && (string?)encryption!["key"] is { Length: > 0 } key && !key.EndsWith("alias/aws/s3", StringComparison.Ordinal);

    private static bool TakesLogs(JsonObject image) => BucketPolicy.Of(image).Any(s => (string?)s.Value["Effect"] == "Allow" && BucketPolicy.Principals(s.Value, "Service").Contains(Logging))
        || BucketAcl.PermissionsOf(image, "http://acs.amazonaws.com/groups/s3/LogDelivery").Count > 0;
}
