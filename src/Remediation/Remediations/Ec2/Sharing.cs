using System.Text.Json.Nodes;
using Amazon.EC2.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Whom a snapshot or a machine image is shared with.</summary>
internal static class Sharing
{
    /// <summary>The atom of everybody.</summary>
    public const string Everybody = "/sharedWith/all";

    /// <summary>Accounts, organizations, and <c>all</c>.</summary>
    public static JsonObject Image(IEnumerable<string?> names) =>
        new(names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create<string, JsonNode?>(name, true)));

    /// <summary>Whether it is shared with everybody.</summary>
    public static bool IsPublic(JsonObject image) => image["sharedWith"]!.AsObject().ContainsKey("all");

    /// <summary>Tags by key.</summary>
    public static JsonObject Tags(IEnumerable<Tag>? tags) =>
        new((tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value)));
}
