using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Events;

/// <summary>A pattern that events match or do not: of an EventBridge rule, or an SNS subscription's filter.</summary>
/// <remarks>EventBridge User Guide, "Creating Amazon EventBridge event patterns" and "Comparison operators", read 2026-11.</remarks>
internal sealed class EventPattern
{
    /// <summary>Made by <see cref="EventPatternReader"/>, which has checked it.</summary>
    internal EventPattern(JsonObject canonical) => Canonical = canonical;

    /// <summary>One form for all ways of writing the same: properties and alternatives sorted, since their order means nothing.</summary>
    public JsonObject Canonical { get; }

    /// <summary>What is uploaded: EventBridge counts characters.</summary>
    public string Minified => Canonical.ToJsonString(Compact);

    private static JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a pattern as AWS has it; the fault says why it is none.</summary>
    public static EventPattern? TryParse(string text, out Fault? fault)
    {
        var faults = new FaultLog();
        var pattern = SourceReader.Read(Encoding.UTF8.GetBytes(text), "event pattern", faults) is { } node ? EventPatternReader.Read(node, faults) : null;
        fault = pattern is null ? faults.Faults[0] : null;
        return pattern;
    }

    /// <summary>Whether an event matches.</summary>
    public bool Matches(JsonNode @event) => Object(Canonical, @event);

    private static bool Object(JsonObject pattern, JsonNode? value) => value switch
    {
        // A list of objects matches when one of them does.
        JsonArray list => list.Any(element => element is JsonObject && Object(pattern, element)),
        JsonObject or null => pattern.All(member => member.Key == EventPatternReader.Or
            ? member.Value!.AsArray().Any(alternative => Object(alternative!.AsObject(), value))
            : Member(member.Value!, value is JsonObject o && o.TryGetPropertyValue(member.Key, out var found) ? new(found) : null)),
        _ => false,
    };

    private static bool Member(JsonNode pattern, Present? present) => pattern switch
    {
        JsonObject inner => Object(inner, present?.Value is JsonObject or JsonArray ? present.Value : null),
        JsonArray alternatives => alternatives.Any(alternative => alternative is JsonObject filter ? Filter(filter, present) : present is not null && Values(present).Any(value => JsonNode.DeepEquals(alternative, value))),
        _ => false,
    };

    private static bool Filter(JsonObject filter, Present? present)
    {
        var (name, operand) = (filter.First().Key, filter.First().Value);
        return name == "exists"
            ? operand!.GetValue<bool>() == present?.IsLeaf is true
            : present is not null && Values(present).Any(value => Passes(name, operand!, value));
    }

    private static bool Passes(string name, JsonNode operand, JsonNode? value) => name switch
    {
        "anything-but" => operand is JsonObject inner ? !AnyOf(inner.First().Value!).Any(each => Passes(inner.First().Key, each!, value)) : !AnyOf(operand).Any(each => JsonNode.DeepEquals(each, value)),
        "numeric" => Number(value) is { } number && Numeric(operand.AsArray(), number),
        _ => Text(value) is { } text && PassesText(name, operand, text),
    };

    private static bool PassesText(string name, JsonNode operand, string text)
    {
        var (wanted, comparison) = operand is JsonObject inner ? (Text(inner.First().Value)!, StringComparison.OrdinalIgnoreCase) : (Text(operand)!, StringComparison.Ordinal);
        return name switch
        {
            "prefix" => text.StartsWith(wanted, comparison),
            "suffix" => text.EndsWith(wanted, comparison),
            "equals-ignore-case" => text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
            // EventBridge's wildcard knows the star alone, and minds the case.
            "wildcard" => Star(wanted, text),
            "cidr" => System.Net.IPAddress.TryParse(text, out var address) && System.Net.IPNetwork.TryParse(wanted, out var network) && network.Contains(address),
            _ => false,
        };
    }

    private static bool Star(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text == pattern;
        }

        if (!text.StartsWith(parts[0], StringComparison.Ordinal) || text.Length < parts[0].Length + parts[^1].Length || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var (at, end) = (parts[0].Length, text.Length - parts[^1].Length);
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }

    private static bool Numeric(JsonArray comparisons, decimal value)
    {
        for (var i = 0; i + 1 < comparisons.Count; i += 2)
        {
            var bound = Number(comparisons[i + 1])!.Value;
            var holds = Text(comparisons[i]) switch
            {
                "=" => value == bound,
                "<" => value < bound,
                "<=" => value <= bound,
                ">" => value > bound,
                _ => value >= bound,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<JsonNode?> AnyOf(JsonNode operand) => operand as IEnumerable<JsonNode?> ?? Enumerable.Repeat<JsonNode?>(operand, 1);

    private static IEnumerable<JsonNode?> Values(Present present) => present.Value switch
    {
        JsonArray list => list.Where(element => element is not JsonObject),
        JsonObject => [],
        _ => Enumerable.Repeat(present.Value, 1),
    };

    private static string? Text(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    private static decimal? Number(JsonNode? value) =>
        value is JsonValue v && v.GetValueKind() == JsonValueKind.Number && decimal.TryParse(v.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A property that the event has; its value may be null.</summary>
    private sealed record Present(JsonNode? Value)
    {
        /// <summary>"exists" asks for leaves alone (Comparison operators, "Exists matching").</summary>
        public bool IsLeaf => Value is not JsonObject;
    }
}
