using System.Text.Json.Nodes;
using Amazon.EC2.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>EC2's tags in images.</summary>
internal static class Tagged
{
    /// <summary>By key.</summary>
    public static JsonObject Object(IEnumerable<Tag>? tags) =>
        new((tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value)));

    /// <summary>Whether an image's tags say that it is meant to be public, by the parameters <c>publicTag</c> and <c>publicTagValue</c>.</summary>
    public static bool IsPublic(JsonNode? tags, Demands demands) =>
        (string?)tags?[demands.Text("publicTag", "tier")] is { } value && value.Equals(demands.Text("publicTagValue", "public"), StringComparison.OrdinalIgnoreCase);
}
