using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Events;

/// <summary>Reads event patterns; every departure from their grammar is a fault at its place, so that EventBridge has nothing left to refuse.</summary>
internal static class EventPatternReader
{
    /// <summary>The property whose alternatives are whole patterns.</summary>
    public const string Or = "$or";

    private static readonly string[] s_filters = ["prefix", "suffix", "anything-but", "numeric", "exists", "equals-ignore-case", "wildcard", "cidr"];
    private static readonly string[] s_within = ["prefix", "suffix", "equals-ignore-case", "wildcard"];
    private static readonly string[] s_comparisons = ["=", "<", "<=", ">", ">="];

    /// <summary>Null after an error in this pattern.</summary>
    public static EventPattern? Read(SourceNode node, FaultLog faults)
    {
        var before = faults.Errors;
        var read = Pattern(node, faults);
        return faults.Errors == before ? new((JsonObject)read!) : null;
    }

    private static JsonObject? Pattern(SourceNode node, FaultLog faults)
    {
        if (node.Kind != NodeKind.Object || node.Children.Count == 0)
        {
            return Refuse<JsonObject>(node, "an object with properties of the event", faults);
        }

        var pattern = new JsonObject();
        foreach (var child in node.Children.OrderBy(child => child.Key, StringComparer.Ordinal))
        {
            pattern[child.Key!] = child switch
            {
                { Key: Or } => Alternatives(child, faults),
                { Kind: NodeKind.Object } => Pattern(child, faults),
                { Kind: NodeKind.Array, Children.Count: > 0 } => Values(child, faults),
                _ => Refuse<JsonNode>(child, "a list of values, with one at least, or an object", faults),
            };
        }

        return pattern;
    }

    private static JsonNode? Alternatives(SourceNode node, FaultLog faults) => node is { Kind: NodeKind.Array, Children.Count: > 1 }
        ? Sorted(node.Children.Select(child => (JsonNode?)Pattern(child, faults)))
        : Refuse<JsonNode>(node, "a list of two patterns at least", faults);

    private static JsonArray Values(SourceNode node, FaultLog faults) => Sorted(node.Children.Select(child => child.Kind switch
    {
        NodeKind.Object => Filter(child, faults),
        NodeKind.Array => Refuse<JsonNode>(child, "a text, a number, true, false, null or a filter", faults),
        _ => Scalar(child),
    }));

    private static JsonNode? Filter(SourceNode node, FaultLog faults)
    {
        if (node.Children is not [var only])
        {
            return Refuse<JsonNode>(node, "a filter of exactly one property", faults);
        }

        var operand = only.Key switch
        {
            "exists" => only.Kind == NodeKind.Boolean ? Scalar(only) : Refuse<JsonNode>(only, "true or false", faults),
            "anything-but" => AnythingBut(only, faults),
            "numeric" => Numeric(only, faults),
            "prefix" or "suffix" => only.Kind == NodeKind.Object ? Within(only, ["equals-ignore-case"], faults) : Text(only, faults),
            "equals-ignore-case" or "wildcard" or "cidr" => Text(only, faults),
            _ => Unknown(only, s_filters, faults),
        };
        return new JsonObject { [only.Key!] = operand };
    }

    private static JsonNode? AnythingBut(SourceNode node, FaultLog faults) => node.Kind switch
    {
        NodeKind.Object => Within(node, s_within, faults),
        NodeKind.Array when node.Children.Count > 0 && node.Children.All(child => child.Kind is NodeKind.Text or NodeKind.Number) => Sorted(node.Children.Select(Scalar)),
        NodeKind.Text or NodeKind.Number or NodeKind.Boolean or NodeKind.Null => Scalar(node),
        _ => Refuse<JsonNode>(node, "a value, a list of texts or numbers, or a filter for texts", faults),
    };

    private static JsonNode? Within(SourceNode node, string[] known, FaultLog faults)
    {
        if (node.Children is not [var only])
        {
            return Refuse<JsonNode>(node, "a filter of exactly one property", faults);
        }

        return known.Contains(only.Key!)
            ? new JsonObject { [only.Key!] = only.Kind == NodeKind.Array && only.Children.Count > 0 ? Sorted(only.Children.Select(child => Text(child, faults))) : Text(only, faults) }
            : Unknown(only, known, faults);
    }

    private static JsonNode? Numeric(SourceNode node, FaultLog faults)
    {
        var pairs = node.Kind == NodeKind.Array && node.Children.Count is 2 or 4
            && node.Children.Where((_, i) => i % 2 == 0).All(child => child.Kind == NodeKind.Text && s_comparisons.Contains(child.Text))
            && node.Children.Where((_, i) => i % 2 == 1).All(child => child.Kind == NodeKind.Number);
        return pairs ? new JsonArray([.. node.Children.Select(Scalar)]) : Refuse<JsonNode>(node, "a comparison such as [\">\", 0, \"<=\", 5]", faults);
    }

    private static JsonNode? Text(SourceNode node, FaultLog faults) => node.Kind == NodeKind.Text ? Scalar(node) : Refuse<JsonNode>(node, "a text", faults);

    private static JsonNode? Scalar(SourceNode node) => node.Kind switch
    {
        NodeKind.Text => JsonValue.Create(node.Text),
        NodeKind.Boolean => JsonValue.Create(node.Text == "true"),
        NodeKind.Number => JsonNode.Parse(node.Text),
        _ => null,
    };

    private static JsonArray Sorted(IEnumerable<JsonNode?> values) =>
        new([.. values.DistinctBy(Written, StringComparer.Ordinal).OrderBy(Written, StringComparer.Ordinal)]);

    private static string Written(JsonNode? value) => value?.ToJsonString() ?? "null";

    private static JsonNode? Unknown(SourceNode node, string[] known, FaultLog faults)
    {
        faults.Error(
            node.WhereKey, "unknown-filter", $"event patterns have no filter {Quoted.Value(node.Key)}", Nearest.Remedy(node.Key!, known, $"write one of {Quoted.List(known)}"));
        return null;
    }

    private static T? Refuse<T>(SourceNode node, string expected, FaultLog faults)
        where T : JsonNode
    {
        faults.Error(node.Where, "invalid-event-pattern", $"expected {expected}, found {node.Described}", $"write {expected}");
        return null;
    }
}
