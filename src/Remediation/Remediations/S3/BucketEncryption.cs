using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>How a bucket encrypts what comes without saying how. S3 replaces it whole.</summary>
internal static class BucketEncryption
{
    /// <summary>Null where nothing is set, which S3 itself has not had since January 2023 (S3 User Guide, "Default encryption FAQ"; remembered, not read again in 2026-11).</summary>
    public static JsonObject? Image(ServerSideEncryptionConfiguration? encryption) =>
        encryption?.ServerSideEncryptionRules?.FirstOrDefault() is not { ServerSideEncryptionByDefault: { } byDefault } rule ? null : new()
        {
            ["algorithm"] = byDefault.ServerSideEncryptionAlgorithm?.Value,
            ["key"] = byDefault.ServerSideEncryptionKeyManagementServiceKeyId,
            ["bucketKey"] = rule.BucketKeyEnabled ?? false,
            ["blocked"] = new JsonArray([.. (rule.BlockedEncryptionTypes?.EncryptionType ?? []).Order(StringComparer.Ordinal).Select(t => (JsonNode?)t)]),
        };

    /// <summary>Sets it, or takes it away.</summary>
    public static async Task WriteAsync(Subject subject, JsonNode? value, CancellationToken cancellationToken)
    {
        var (s3, owner) = (subject.Session.S3, subject.Incident.AccountId);
        if (value is not JsonObject encryption)
        {
            await s3.DeleteBucketEncryptionAsync(new() { BucketName = subject.Id, ExpectedBucketOwner = owner }, cancellationToken);
            return;
        }

        var rule = new ServerSideEncryptionRule
        {
            BucketKeyEnabled = (bool)encryption["bucketKey"]!,
            ServerSideEncryptionByDefault = new()
            {
                ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.FindValue((string)encryption["algorithm"]!),
                ServerSideEncryptionKeyManagementServiceKeyId = (string?)encryption["key"],
            },
            BlockedEncryptionTypes = BucketPolicy.Strings(encryption["blocked"]) is { Count: > 0 } blocked ? new() { EncryptionType = [.. blocked] } : null,
        };
        await s3.PutBucketEncryptionAsync(
            new() { BucketName = subject.Id, ExpectedBucketOwner = owner, ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [rule] } },
            cancellationToken);
    }
}
