using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>A bucket's policy, written from what the bucket is for. Lifecycle rules are bound by no policy, so that nobody may delete and retention still ends.</summary>
internal static class BucketDocument
{
    private static readonly Condition s_ownerControls = Documents.Equal("s3:x-amz-acl", "bucket-owner-full-control");

    /// <summary>The policy of a bucket in its place.</summary>
    public static JsonNode Of(BucketPolicy bucket, LogArchivePolicy archive, Scope place, PolicyBundle policies)
    {
        var arn = $"arn:aws:s3:::{BucketPlaces.NameIn(bucket.Purpose, place, policies.LandingZone)}";
        return Documents.Of(
        [
            Documents.Deny("EncryptedConnectionsOnly", ["s3:*"], [arn, $"{arn}/*"], new Condition("Bool", "aws:SecureTransport", ["false"])),
            Documents.Deny("NobodyDeletes", ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"], [$"{arn}/*"]),
            .. Readers(archive, place, arn),
            .. bucket.Writers.SelectMany(writer => Writer(writer, arn, place, policies)),
        ]);
    }

    // Administrators could read by policies of their own; only a Deny keeps reading to the readers. Services of AWS are not meant: they need an Allow first.
    private static IEnumerable<Statement> Readers(LogArchivePolicy archive, Scope place, string arn)
    {
        if (archive.Readers.Count > 0)
        {
            yield return Documents.Deny(
                "ReadersAlone", ["s3:GetObject", "s3:GetObjectVersion"], [$"{arn}/*"],
                new Condition("ArnNotLike", "aws:PrincipalArn", Documents.RolesOf(archive.Readers, place.Account)), new Condition("Bool", "aws:PrincipalIsAWSService", ["false"]));
        }
    }

    private static IEnumerable<Statement> Writer(ServiceUse writer, string arn, Scope place, PolicyBundle policies) => writer switch
    {
        // CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Organization trails", read 2026-11: the management account's own prefix and the organization's.
        ServiceUse.CloudTrail =>
        [
            Documents.Serve("CloudTrailChecks", "cloudtrail.amazonaws.com", ["s3:GetBucketAcl"], [arn], TrailArns.Condition(policies.LandingZone)),
            Documents.Serve(
                "CloudTrailWrites", "cloudtrail.amazonaws.com", ["s3:PutObject"],
                [$"{arn}/AWSLogs/{PlacedText.Account(policies.LandingZone.ManagementAccount)}/*", $"{arn}/AWSLogs/{PlacedText.Organization}/*"], TrailArns.Condition(policies.LandingZone), s_ownerControls),
        ],
        // AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel", read 2026-11.
        ServiceUse.Config =>
        [
            Documents.Serve("ConfigChecks", "config.amazonaws.com", ["s3:GetBucketAcl", "s3:ListBucket"], [arn], Documents.OfOurOrganization),
            Documents.Serve("ConfigWrites", "config.amazonaws.com", ["s3:PutObject"], [$"{arn}/AWSLogs/*/Config/*"], Documents.OfOurOrganization, s_ownerControls),
        ],
        // GuardDuty User Guide, "Exporting generated GuardDuty findings to Amazon S3", read 2026-11.
        ServiceUse.GuardDuty =>
        [
            Documents.Serve("GuardDutyChecks", "guardduty.amazonaws.com", ["s3:GetBucketLocation"], [arn], Documents.OfOurOrganization, Detectors),
            Documents.Serve("GuardDutyWrites", "guardduty.amazonaws.com", ["s3:PutObject"], [$"{arn}/*"], Documents.OfOurOrganization, Detectors),
        ],
        // S3 User Guide, "Permissions for log delivery", read 2026-11.
        ServiceUse.AccessLogs =>
        [
            Documents.Serve(
                "AccessLogs", "logging.s3.amazonaws.com", ["s3:PutObject"], [$"{arn}/*"],
                Documents.Equal("aws:SourceAccount", PlacedText.Account(place.Account)), Documents.ArnLike("aws:SourceArn", $"arn:aws:s3:::{policies.LandingZone.NamePrefix}*")),
        ],
        ServiceUse.Sns or ServiceUse.Events or ServiceUse.CloudWatch or ServiceUse.Logs => throw new InvalidOperationException($"{writer} writes to no bucket"),
    };

    private static Condition Detectors => Documents.ArnLike("aws:SourceArn", "arn:aws:guardduty:*:*:detector/*");
}
