using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.KmsKeys;

/// <summary>A key's policy, written from what the key is for.</summary>
internal static class KeyDocument
{
    private static readonly string[] s_encrypt = ["kms:Decrypt", "kms:GenerateDataKey*"];

    /// <summary>The policy of a key in one place.</summary>
    public static JsonNode Of(KeyPolicy key, Scope place, PolicyBundle policies) => Documents.Of(
        [Administration(place), .. key.Services.Select(service => Serve(service, place, policies)), .. Readers(key, place)]);

    // Without it nobody could ever change the key's policy again: KMS Developer Guide, "Default key policy", read 2026-11.
    private static Statement Administration(Scope place) => new()
    {
        Sid = "Administration",
        Effect = Effect.Allow,
        Principal = new(false, [new("AWS", [$"arn:aws:iam::{PlacedText.Account(place.Account)}:root"])]),
        Action = new(false, ["kms:*"]),
        Resource = new(false, ["*"]),
        Conditions = [],
    };

    private static Statement Serve(ServiceUse service, Scope place, PolicyBundle policies) => service switch
    {
        // A bucket key changes the encryption context from the trail's ARN to the bucket's, and CloudTrail must decrypt where one is in use: hence aws:SourceArn alone.
        // CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail"; S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"; read 2026-11.
        ServiceUse.CloudTrail => Documents.Serve("CloudTrail", "cloudtrail.amazonaws.com", [.. s_encrypt, "kms:DescribeKey"], ["*"], TrailArns.Condition(policies.LandingZone)),
        ServiceUse.Config => Documents.Serve("Config", "config.amazonaws.com", s_encrypt, ["*"], Documents.OfOurOrganization),
        ServiceUse.GuardDuty => Documents.Serve(
            "GuardDuty", "guardduty.amazonaws.com", ["kms:GenerateDataKey"], ["*"], Documents.OfOurOrganization, Documents.ArnLike("aws:SourceArn", "arn:aws:guardduty:*:*:detector/*")),
        ServiceUse.Sns => Documents.Serve("Sns", "sns.amazonaws.com", s_encrypt, ["*"], Documents.OfOurOrganization),
        // EventBridge brings no source to KMS: with such a condition nothing would reach an encrypted topic (SNS Developer Guide, "Key management", read 2026-11;
        // awslabs/landing-zone-accelerator-on-aws issue 407).
        ServiceUse.Events => Documents.Serve("Events", "events.amazonaws.com", s_encrypt, ["*"]),
        ServiceUse.CloudWatch => Documents.Serve("CloudWatch", "cloudwatch.amazonaws.com", s_encrypt, ["*"], Documents.OfOurOrganization),
        // CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service", read 2026-11.
        ServiceUse.Logs => Documents.Serve(
            "Logs", $"logs.{place.Region}.amazonaws.com", ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"], ["*"],
            Documents.ArnLike("kms:EncryptionContext:aws:logs:arn", $"arn:aws:logs:{place.Region}:{PlacedText.Account(place.Account)}:*")),
        ServiceUse.AccessLogs => throw new InvalidOperationException("S3 does not write access logs with a KMS key"),
    };

    // Their policies need not allow it: the key's own does, for these roles alone.
    private static IEnumerable<Statement> Readers(KeyPolicy key, Scope place)
    {
        if (key.Readers.Count > 0)
        {
            yield return new()
            {
                Sid = "Readers",
                Effect = Effect.Allow,
                Principal = new(false, [new("AWS", ["*"])]),
                Action = new(false, ["kms:Decrypt"]),
                Resource = new(false, ["*"]),
                Conditions = [Documents.Equal("kms:CallerAccount", PlacedText.Account(place.Account)), Documents.ArnLike("aws:PrincipalArn", Documents.RolesOf(key.Readers, place.Account))],
            };
        }
    }
}
