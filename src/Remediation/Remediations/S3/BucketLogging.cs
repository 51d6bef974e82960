using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>Where a bucket's access log goes. S3 replaces it whole.</summary>
internal static class BucketLogging
{
    /// <summary>Null where nothing is logged.</summary>
    public static JsonObject? Image(S3BucketLoggingConfig? logging) => string.IsNullOrEmpty(logging?.TargetBucketName) ? null : new()
    {
        ["bucket"] = logging.TargetBucketName,
        ["prefix"] = logging.TargetPrefix,
        ["dates"] = logging.TargetObjectKeyFormat?.PartitionedPrefix?.PartitionDateSource?.Value,
        ["grants"] = (logging.Grants ?? []).Count,
    };

    /// <summary>Sets it, or ends it.</summary>
    public static Task WriteAsync(Subject subject, JsonNode? value, CancellationToken cancellationToken) => subject.Session.S3.PutBucketLoggingAsync(
        new()
        {
            BucketName = subject.Id,
            ExpectedBucketOwner = subject.Incident.AccountId,
            LoggingConfig = value is not JsonObject logging ? new() : new()
            {
                TargetBucketName = (string?)logging["bucket"],
                TargetPrefix = (string?)logging["prefix"],
                TargetObjectKeyFormat = (string?)logging["dates"] is { } dates ? new() { PartitionedPrefix = new() { PartitionDateSource = PartitionDateSource.FindValue(dates) } } : null,
            },
        },
        cancellationToken);
}
