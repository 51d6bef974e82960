using System.Text.Json.Nodes;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Kms;

/// <summary>A key as remediations of keys see it. Its policy must let the remediation's role in; where it does not, AWS refuses and people are told.</summary>
internal static class Key
{
    /// <summary>Of the key itself.</summary>
    public const string Arn = "arn:{partition}:kms:{region}:{account}:key/{id}";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("kms:DescribeKey", Arn), new("kms:ListResourceTags", Arn)];

    /// <summary>Whose it is, what it is for, its state, tags. Null when there is no such key.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var key = (await subject.Session.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = subject.Id }, cancellationToken)).KeyMetadata;
            return new()
            {
                ["manager"] = key.KeyManager?.Value,
                ["spec"] = key.KeySpec?.Value,
                ["usage"] = key.KeyUsage?.Value,
                ["origin"] = key.Origin?.Value,
                ["multiRegion"] = key.MultiRegionConfiguration?.MultiRegionKeyType?.Value,
                ["description"] = key.Description,
                ["state"] = new JsonObject { ["name"] = key.KeyState?.Value, ["deletedAt"] = key.KeyState == KeyState.PendingDeletion ? key.DeletionDate?.ToUniversalTime().ToString("u", null) : null },
                ["tags"] = key.KeyManager == KeyManagerType.CUSTOMER ? await TagsAsync(subject, cancellationToken) : new JsonObject(),
            };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private static async Task<JsonObject> TagsAsync(Subject subject, CancellationToken cancellationToken)
    {
        // A key has at most 50 tags, which is one page.
        var tags = (await subject.Session.Kms.ListResourceTagsAsync(new() { KeyId = subject.Id }, cancellationToken)).Tags ?? [];
        return new(tags.OrderBy(t => t.TagKey, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.TagKey, t.TagValue)));
    }
}
