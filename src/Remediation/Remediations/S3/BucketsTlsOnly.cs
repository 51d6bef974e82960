using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// A bucket denies everybody everything over plain HTTP. One statement is added and no other is touched; one that says less than it should stays, since it takes nothing away from this one.
/// Website endpoints of S3 have no TLS: a bucket that is served through one needs an exemption.
/// </summary>
internal sealed class BucketsTlsOnly : BucketRemediation
{
    private const string Sid = "DenyInsecureTransport";

    /// <inheritdoc/>
    public override string Control => "buckets-tls-only";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.5"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:CreateBucket", "s3.amazonaws.com:PutBucketPolicy", "s3.amazonaws.com:DeleteBucketPolicy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketPolicy", Bucket.Arn), new("s3:DeleteBucketPolicy", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var arn = (string)image["arn"]!;
        if (BucketPolicy.Of(image).Any(s => BucketPolicy.DeniesAll(s.Value, arn) && IsInsecure(s.Value)))
        {
            return [];
        }

        var name = BucketPolicy.FreeName(image, Sid);
        return [new(BucketPolicy.Atom(name), "the bucket answers over plain HTTP: no statement of its policy denies that to everybody for everything", new JsonObject
        {
            ["Sid"] = name,
            ["Effect"] = "Deny",
            ["Principal"] = "*",
            ["Action"] = "s3:*",
            ["Resource"] = new JsonArray(arn, $"{arn}/*"),
            ["Condition"] = new JsonObject { ["Bool"] = new JsonObject { ["aws:SecureTransport"] = "false" } },
        })];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        BucketPolicy.WriteAsync(subject, atom, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api get-bucket-policy --bucket {subject.Id} --query Policy --output text > policy.json",
        .. violations.Select(v => $"Add to the statements in policy.json: {v.Should?.ToJsonString()}"),
        $"aws s3api put-bucket-policy --bucket {subject.Id} --policy file://policy.json",
    ];

    // The operator may say IfExists: it denies what says nothing of its transport, too.
    private static bool IsInsecure(JsonObject statement) => BucketPolicy.OnlyCondition(statement) is var (test, key, values)
        && test is "Bool" or "BoolIfExists" && key.Equals("aws:SecureTransport", StringComparison.OrdinalIgnoreCase) && values is [var only] && only.Equals("false", StringComparison.OrdinalIgnoreCase);
}
