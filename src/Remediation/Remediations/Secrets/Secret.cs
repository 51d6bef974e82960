using System.Text.Json.Nodes;
using Amazon.SecretsManager.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Secrets;

/// <summary>A secret without its value, which nobody here may read.</summary>
internal static class Secret
{
    /// <summary>The id is an ARN.</summary>
    public const string Arn = "{id}";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("secretsmanager:DescribeSecret", Arn)];

    /// <summary>Rotation, key, dates, tags. Null when there is no such secret, or it is on its way to deletion: then nothing of it can be changed.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await subject.Session.Secrets.DescribeSecretAsync(new() { SecretId = subject.Id }, cancellationToken);
            return secret.DeletedDate is not null ? null : Image(secret, subject.Incident.Region);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Without the dates of use, which change while somebody looks.</summary>
    public static JsonObject Image(DescribeSecretResponse secret, string region) => new()
    {
        ["arn"] = secret.ARN,
        ["name"] = secret.Name,
        ["description"] = secret.Description,
        ["owningService"] = Text(secret.OwningService),
        ["isReplica"] = Text(secret.PrimaryRegion) is { } primary && primary != region,
        // "Omitted" and AWS's own alias are the same key (Secrets Manager API Reference, DescribeSecret, read 2026-11).
        ["key"] = Text(secret.KmsKeyId) is { } key && !key.EndsWith("alias/aws/secretsmanager", StringComparison.Ordinal) ? key : null,
        ["function"] = Text(secret.RotationLambdaARN),
        ["rotation"] = new JsonObject
        {
            ["on"] = secret.RotationEnabled ?? false,
            ["days"] = secret.RotationRules?.AutomaticallyAfterDays is > 0 and var days ? (int)days : null,
            ["schedule"] = Text(secret.RotationRules?.ScheduleExpression),
            ["duration"] = Text(secret.RotationRules?.Duration),
        },
        ["tags"] = new JsonObject((secret.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
    };

    /// <summary>A secret that a service keeps for itself, or a copy of another region's: neither can be changed here.</summary>
    public static bool IsAnothers(JsonObject image) => image["owningService"] is not null || (bool)image["isReplica"]!;

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
