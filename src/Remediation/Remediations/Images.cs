using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>Pictures of resources: finding an atom, and what differs between two of them.</summary>
internal static class Images
{
    /// <summary>Where images keep what is no setting and changes by itself: when a key was last used. It is not held against anybody.</summary>
    public const string Observed = "/observed";

    /// <summary>What stands at a JSON Pointer; null when nothing does.</summary>
    public static JsonNode? At(JsonObject image, string pointer) => pointer.Split('/').Skip(1)
        .Aggregate((JsonNode?)image, static (node, token) => node is JsonObject o ? o[Unescape(token)] : null);

    /// <summary>Sets what stands at a JSON Pointer, with what leads there; null takes it away.</summary>
    public static void Put(JsonObject image, string pointer, JsonNode? value)
    {
        var (node, keys) = (image, Keys(pointer));
        foreach (var key in keys.SkipLast(1))
        {
            if (node[key] is not JsonObject next)
            {
                if (value is null)
                {
                    return;
                }

                node[key] = next = [];
            }

            node = next;
        }

        if (value is null)
        {
            node.Remove(keys[^1]);
        }
        else
        {
            node[keys[^1]] = value;
        }
    }

    /// <summary>
    /// The pointer at which an image has what was at an atom; null when it is nowhere. AWS gives what is made anew another id: such a thing is found by what it says, among those that
    /// <paramref name="known"/> has not.
    /// </summary>
    public static string? Again(JsonObject image, string atom, JsonNode? was, JsonObject known)
    {
        if (JsonNode.DeepEquals(At(image, atom), was))
        {
            return atom;
        }

        var parent = atom[..atom.LastIndexOf('/')];
        return was is JsonObject && At(image, parent) is JsonObject siblings
            ? siblings.Where(s => JsonNode.DeepEquals(s.Value, was)).Select(s => $"{parent}/{Escape(s.Key)}").FirstOrDefault(at => At(known, at) is null)
            : null;
    }

    /// <summary>A key as a part of a pointer.</summary>
    public static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The keys of a pointer.</summary>
    public static IReadOnlyList<string> Keys(string pointer) => [.. pointer.Split('/').Skip(1).Select(Unescape)];

    /// <summary>Pointers to what differs, as deep as both are objects. Lists are compared whole.</summary>
    public static IEnumerable<string> Differences(JsonNode? before, JsonNode? after, string at = "") => (before, after) switch
    {
        _ when JsonNode.DeepEquals(before, after) => [],
        (JsonObject b, JsonObject a) => b.Select(p => p.Key).Union(a.Select(p => p.Key)).SelectMany(key => Differences(b[key], a[key], $"{at}/{Escape(key)}")),
        _ => [at],
    };

    /// <summary>What changed outside the atoms, and was not merely observed: what a fix must never do.</summary>
    public static IReadOnlyList<string> Strays(JsonObject before, JsonObject after, IEnumerable<string> atoms)
    {
        var permitted = atoms.Append(Observed).ToList();
        return [.. Strays(before, after, "", permitted)];
    }

    // What holds an atom comes and goes with it: absent, it is taken for an empty object, so that what else came or went with it still shows.
    private static IEnumerable<string> Strays(JsonNode? before, JsonNode? after, string at, IReadOnlyList<string> permitted) => (before, after) switch
    {
        _ when permitted.Any(atom => IsWithin(at, atom)) => [],
        (JsonObject or null, JsonObject or null) when !JsonNode.DeepEquals(before, after) && ((before is not null && after is not null) || permitted.Any(atom => IsWithin(atom, at))) =>
            Keys(before).Union(Keys(after)).SelectMany(key => Strays(before?[key], after?[key], $"{at}/{Escape(key)}", permitted)),
        _ => Differences(before, after, at),
    };

    private static IEnumerable<string> Keys(JsonNode? node) => node is JsonObject o ? o.Select(p => p.Key) : [];

    private static bool IsWithin(string at, string atom) => at == atom || at.StartsWith(atom + "/", StringComparison.Ordinal);

    private static string Unescape(string token) => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
