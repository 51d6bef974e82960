using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Resource policies that are written by code: short ways to say statements, and their passage to AWS and back.</summary>
internal static class Documents
{
    /// <summary>A document of these statements, as an attribute.</summary>
    public static JsonNode Of(IEnumerable<Statement> statements) => PolicyContent.Of(new PolicyDocument(PolicyDocumentReader.CurrentVersion, null, [.. statements]));

    /// <summary>What AWS has stored, as an attribute; null for none.</summary>
    public static async Task<JsonNode?> ReadAsync(string? stored, AwsWorld world, CancellationToken cancel) =>
        string.IsNullOrEmpty(stored) ? null : PolicyContent.Read(await PlacedText.NamedAsync(stored, world, cancel));

    /// <summary>What is uploaded.</summary>
    public static Task<string> UploadAsync(JsonNode document, AwsWorld world, CancellationToken cancel) => PlacedText.FilledAsync(PolicyContent.Upload(document), world, cancel);

    /// <summary>Allows a service of AWS something, under conditions that say for whom it acts.</summary>
    public static Statement Serve(string sid, string service, IReadOnlyList<string> actions, IReadOnlyList<string> resources, params IReadOnlyList<Condition> conditions) => new()
    {
        Sid = sid,
        Effect = Effect.Allow,
        Principal = new(false, [new("Service", [service])]),
        Action = new(false, actions),
        Resource = new(false, resources),
        Conditions = conditions,
    };

    /// <summary>Denies everybody something, under conditions.</summary>
    public static Statement Deny(string sid, IReadOnlyList<string> actions, IReadOnlyList<string> resources, params IReadOnlyList<Condition> conditions) => new()
    {
        Sid = sid,
        Effect = Effect.Deny,
        Principal = new(false, [new("*", [])]),
        Action = new(false, actions),
        Resource = new(false, resources),
        Conditions = conditions,
    };

    /// <summary>The organization's own resources only: whoever the service acts for must belong to it.</summary>
    /// <remarks>IAM User Guide, "AWS global condition context keys", aws:SourceOrgID, read 2026-11: there when a service acts for a resource of an account in an organization.</remarks>
    public static Condition OfOurOrganization => Equal("aws:SourceOrgID", PlacedText.Organization);

    /// <summary>The key has one of these values.</summary>
    public static Condition Equal(string key, params IReadOnlyList<string> values) => new("StringEquals", key, values);

    /// <summary>The key's ARN fits one of these patterns.</summary>
    public static Condition ArnLike(string key, params IReadOnlyList<string> patterns) => new("ArnLike", key, patterns);

    /// <summary>The roles that Identity Center makes in an account for permission sets.</summary>
    /// <remarks>IAM Identity Center User Guide, "Referencing permission sets in resource policies", read 2026-11: the region stands in the path of some, and a suffix is ever new.</remarks>
    public static IReadOnlyList<string> RolesOf(IReadOnlyList<string> permissionSets, string account) =>
        [.. permissionSets.Select(set => $"arn:aws:iam::{PlacedText.Account(account)}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_{set}_*")];
}
