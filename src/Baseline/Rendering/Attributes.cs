using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>What a plan says about the attributes of one change.</summary>
internal static class Attributes
{
    private static readonly string[] Identities = ["Sid", "name", "key"];

    // What the resource's name or its being there already says.
    private static readonly HashSet<string> Obvious = ["tags", "provisioned", "organization", "policyType", "parent", "state", "status"];

    /// <summary>What is worth saying of something new, one line for each attribute.</summary>
    public static IEnumerable<Detail> Essential(Resource created) => created.Attributes
        .Where(p => !Obvious.Contains(p.Key) && p.Value is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }))
        .Select(p => new Detail.Said(p.Key, p.Value));

    /// <summary>Every attribute that differs, one line for each; what comes into and goes out of one list shares its line.</summary>
    public static IEnumerable<Detail> Differing(Change change)
    {
        var elements = new Dictionary<string, List<(Verb Verb, JsonNode? Value)>>();
        foreach (var difference in change.Differences)
        {
            var (path, isElement) = Readable(difference, difference.After is null ? change.Before?.Attributes : change.After?.Attributes);
            if (!isElement)
            {
                yield return new Detail.Differs(path, difference.Before, difference.After);
            }
            else if (elements.TryGetValue(path, out var known))
            {
                known.Add(Moved(difference));
            }
            else
            {
                elements[path] = [Moved(difference)];
            }
        }

        foreach (var (path, moved) in elements)
        {
            yield return new Detail.Elements(path, moved);
        }
    }

    private static (Verb Verb, JsonNode? Value) Moved(Difference difference) =>
        difference.Before is null ? (Verb.Create, difference.After) : (Verb.Delete, difference.Before);

    // /content/Statement/3/Action/1 becomes content/Statement/DenyX/Action: a number says nothing to a reader.
    private static (string Path, bool IsElement) Readable(Difference difference, JsonNode? root)
    {
        var segments = difference.Path.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        var (said, at) = (new List<string>(), root);
        for (var i = 0; i < segments.Count; i++)
        {
            if (at is not JsonArray list || !int.TryParse(segments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Count)
            {
                at = (at as JsonObject)?[segments[i]];
                said.Add(segments[i]);
                continue;
            }

            if (i == segments.Count - 1 && (difference.Before is null || difference.After is null))
            {
                return (string.Join('/', IsStatement(list[index]) ? said[..^1] : said), true);
            }

            at = list[index];
            said.Add(Identity(at) ?? segments[i]);
        }

        return (string.Join('/', said), false);
    }

    private static bool IsStatement(JsonNode? node) => node is JsonObject o && o["Effect"] is JsonValue;

    private static string? Identity(JsonNode? node) =>
        node is JsonObject o ? Identities.Select(i => o[i] is JsonValue v && v.TryGetValue<string>(out var text) ? text : null).FirstOrDefault(t => t is not null) : null;
}
