using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>IAM. This part finds what requests name; the others hold a topic each.</summary>
internal sealed partial class IamSandbox(World world) : IamOperations, IBehaviour
{
    // IAM User Guide, "IAM and AWS STS quotas", read 2026-11.
    private const int MostTags = 50;
    private const int TrustSize = 2_048;

    // MaxItems may say 1,000, and IAM may always return fewer: IAM API Reference, ListRoles, read 2026-11.
    private readonly Pages pages = new(world.Options, 100, static () => new WireException("ValidationError", "Invalid Marker.", 400));

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("Throttling", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private StoredIam Iam(Call call) => AccountRoles.Of(world, world.Account(call));

    private string NewId(string prefix) => prefix + world.Ids.Letters(17).ToUpperInvariant();

    private static string Arn(Call call, string type, string path, string name) => $"arn:aws:iam::{call.AccountId}:{type}{path}{name}";

    private static NoSuchEntityException Missing(string what, string name) => new($"The {what} with name {name} cannot be found.");

    private static void CheckDocument(string document, int limit)
    {
        if (!PolicyDocument.TryParse(document, out _, out _))
        {
            throw new MalformedPolicyDocumentException("Syntax errors in policy.");
        }

        // IAM does not count white space: "IAM and AWS STS quotas", read 2026-11.
        if (document.Count(static letter => !char.IsWhiteSpace(letter)) > limit)
        {
            throw new LimitExceededException($"Cannot exceed quota for PolicySize: {limit}");
        }
    }

    private static SortedDictionary<string, string> Tagged(SortedDictionary<string, string> present, List<Tag>? added)
    {
        var all = new SortedDictionary<string, string>(present, StringComparer.Ordinal);
        foreach (var tag in added ?? [])
        {
            if (tag.Key!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidInputException("Tag keys that begin with aws: are reserved.");
            }

            all[tag.Key] = tag.Value ?? "";
        }

        return all.Count <= MostTags ? all : throw new LimitExceededException($"The number of tags has reached the maximum limit of {MostTags}.");
    }

    private static List<Tag>? Shown(SortedDictionary<string, string> tags) => tags.Count == 0 ? null : Listed(tags);

    private static List<Tag> Listed(SortedDictionary<string, string> tags) => [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    private static AttachedPermissionsBoundary? Boundary(StoredIamIdentity identity) =>
        identity.BoundaryArn is { } arn ? new AttachedPermissionsBoundary { PermissionsBoundaryType = "Policy", PermissionsBoundaryArn = arn } : null;

    private static bool IsBelow(string path, string? prefix) => prefix is null || path.StartsWith(prefix, StringComparison.Ordinal);
}
