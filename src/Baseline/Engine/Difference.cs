using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>One attribute that differs.</summary>
/// <param name="Path">JSON Pointer (RFC 6901) into the attributes; for something removed from a list, its place before, else its place after.</param>
/// <param name="Before">Null when absent before.</param>
/// <param name="After">Null when absent after.</param>
internal sealed record Difference(string Path, JsonNode? Before, JsonNode? After)
{
    private static readonly string[] Identities = ["Sid", "sid", "name", "key"];

    /// <summary>
    /// Compares two documents. Lists are compared as AWS means them: elements are matched by identity (Sid, name, key) or by equality, so that an insertion shows as one line.
    /// </summary>
    public static IReadOnlyList<Difference> Between(JsonNode? before, JsonNode? after) => [.. At("", before, after)];

    private static IEnumerable<Difference> At(string path, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        _ when ReferenceEquals(before, after) || JsonNode.DeepEquals(before, after) => [],
        (JsonObject b, JsonObject a) when Reference.TryRead(b) is null && Reference.TryRead(a) is null => b.Select(p => p.Key).Union(a.Select(p => p.Key))
            .Order(StringComparer.Ordinal)
            .SelectMany(key => At($"{path}/{Escape(key)}", b[key], a[key])),
        (JsonArray b, JsonArray a) => InList(path, b, a),
        _ => [new(path, before, after)],
    };

    private static IEnumerable<Difference> InList(string path, JsonArray before, JsonArray after)
    {
        var left = before.Select((node, i) => (Key: KeyOf(node), Node: node, Index: i)).ToList();
        foreach (var (node, index) in after.Select((node, i) => (node, i)))
        {
            var key = KeyOf(node);
            var match = left.FindIndex(e => string.Equals(e.Key, key, StringComparison.Ordinal));
            if (match < 0)
            {
                yield return new($"{path}/{index}", null, node);
                continue;
            }

            var found = left[match];
            left.RemoveAt(match);
            foreach (var difference in At($"{path}/{index}", found.Node, node))
            {
                yield return difference;
            }
        }

        foreach (var gone in left)
        {
            yield return new($"{path}/{gone.Index}", gone.Node, null);
        }
    }

    private static string KeyOf(JsonNode? node) =>
        node is JsonObject o && Identities.Select(i => o[i]).OfType<JsonValue>().FirstOrDefault() is { } identity
            ? identity.ToJsonString()
            : node?.ToJsonString() ?? "null";

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
