using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket's access control list, and whether it means anything: the two are one thing, since neither can be set without looking at the other.</summary>
internal static class BucketAcl
{
    /// <summary>Access control lists are off.</summary>
    public const string Off = "BucketOwnerEnforced";

    /// <summary>Permissions by grantee: the URI of a group, or a canonical user's id.</summary>
    public static JsonObject Image(GetBucketAclResponse acl, string? ownership) => new()
    {
        ["ownership"] = ownership,
        ["owner"] = acl.Owner?.Id,
        ["grants"] = new JsonObject((acl.Grants ?? [])
            .GroupBy(g => g.Grantee?.URI ?? g.Grantee?.CanonicalUser ?? g.Grantee?.EmailAddress ?? "unknown", g => g.Permission?.Value, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key, new JsonArray([.. g.Distinct().Order(StringComparer.Ordinal).Select(p => (JsonNode?)p)])))),
    };

    /// <summary>What a grantee may; nothing where it has no grant.</summary>
    public static IReadOnlyList<string> PermissionsOf(JsonObject image, string grantee) => BucketPolicy.Strings(image["acl"]!["grants"]![grantee]);

    /// <summary>Whether the list means nothing.</summary>
    public static bool IsOff(JsonObject image) => (string?)image["acl"]!["ownership"] == Off;

    /// <summary>Everybody but the owner who has a grant.</summary>
    public static IReadOnlyList<string> Others(JsonObject image) =>
        [.. image["acl"]!["grants"]!.AsObject().Select(g => g.Key).Where(grantee => grantee != (string?)image["acl"]!["owner"])];

    /// <summary>The owner alone, and lists off.</summary>
    public static JsonObject OwnerAlone(JsonObject image) => new()
    {
        ["ownership"] = Off,
        ["owner"] = image["acl"]!["owner"]?.DeepClone(),
        ["grants"] = new JsonObject { [(string?)image["acl"]!["owner"] ?? "unknown"] = new JsonArray("FULL_CONTROL") },
    };

    /// <summary>Sets both. Lists can only be switched off when nobody else has a grant, and only be written while they are on (S3 User Guide, "Controlling ownership of objects"; remembered, not read again in 2026-11).</summary>
    public static async Task WriteAsync(Subject subject, JsonObject acl, CancellationToken cancellationToken)
    {
        var (s3, owner, ownership) = (subject.Session.S3, subject.Incident.AccountId, (string?)acl["ownership"]);
        if (ownership != Off)
        {
            await OwnAsync();
        }

        await s3.PutBucketAclAsync(
            new()
            {
                BucketName = subject.Id,
                ExpectedBucketOwner = owner,
                GrantFullControl = Grantees(acl, "FULL_CONTROL"),
                GrantRead = Grantees(acl, "READ"),
                GrantReadACP = Grantees(acl, "READ_ACP"),
                GrantWrite = Grantees(acl, "WRITE"),
                GrantWriteACP = Grantees(acl, "WRITE_ACP"),
            },
            cancellationToken);
        if (ownership == Off)
        {
            await OwnAsync();
        }

        Task OwnAsync() => ownership is null
            ? s3.DeleteBucketOwnershipControlsAsync(new() { BucketName = subject.Id, ExpectedBucketOwner = owner }, cancellationToken)
            : s3.PutBucketOwnershipControlsAsync(
                new() { BucketName = subject.Id, ExpectedBucketOwner = owner, OwnershipControls = new() { Rules = [new() { ObjectOwnership = ObjectOwnership.FindValue(ownership) }] } },
                cancellationToken);
    }

    private static string? Grantees(JsonObject acl, string permission) =>
        acl["grants"]!.AsObject().Where(g => BucketPolicy.Strings(g.Value).Contains(permission)).Select(g => g.Key.Contains("://", StringComparison.Ordinal) ? $"uri=\"{g.Key}\"" : $"id=\"{g.Key}\"").ToList()
            is { Count: > 0 } grantees ? string.Join(", ", grantees) : null;
}
