using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>How plans are put into words, for people: the same in a terminal and in a pull request. Nothing here is made harmless yet.</summary>
internal static class Words
{
    // Escaping is for browsers; here it would only make values harder to read.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>+, ~ or -.</summary>
    public static string Sign(Verb verb) => verb switch
    {
        Verb.Keep => " ",
        Verb.Create => "+",
        Verb.Update => "~",
        Verb.Delete => "-",
    };

    /// <summary>The summary line.</summary>
    public static string Summary(Plan plan) =>
        $"Plan: {plan.Count(Verb.Create)} to create, {plan.Count(Verb.Update)} to update, {plan.Count(Verb.Delete)} to delete, {plan.Count(Verb.Keep)} unchanged{(plan.NotRead.Count > 0 ? $", {plan.NotRead.Count} not read" : "")}.";

    /// <summary>What is declared and could not be read, a line for each kind; no more than <paramref name="most"/> names in each.</summary>
    public static IEnumerable<string> NotRead(Plan plan, int most) => plan.NotRead
        .GroupBy(a => a.Kind, StringComparer.Ordinal)
        .OrderBy(g => Outline.OrderOf(g.Key))
        .Select(g => $"{string.Join(", ", g.Take(most))}{(g.Count() > most ? $" and {g.Count() - most} more" : "")}");

    /// <summary><c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary><c>critical</c>.</summary>
    public static string Of(AlertSeverity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>A length of time as a person says it.</summary>
    public static string Duration(TimeSpan took) => took.TotalSeconds < 60 ? $"{took.TotalSeconds:0.0} s" : $"{(int)took.TotalMinutes} min {took.Seconds} s";

    /// <summary>A value on one line: references by name, statements by their Sid.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "(none)",
        JsonObject when Reference.TryRead(value) is { } to => to.ToString(),
        JsonObject o when o["Effect"] is JsonValue => $"statement {Sid(o)}",
        JsonObject o when o["Statement"] is JsonArray statements => $"{Count(statements.Count, "statement")}: {string.Join(", ", statements.Select(Sid))}",
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => "(none)",
        JsonObject o when o.All(p => p.Value is JsonValue) => string.Join(", ", o.Select(p => $"{p.Key}={Scalar(p.Value)}")),
        JsonArray a when a.All(e => e is JsonValue) => string.Join(", ", a.Select(Scalar)),
        JsonArray a when a.All(e => e is JsonObject o && o["name"] is JsonValue && o.Count <= 2) => string.Join(", ", a.Select(Name)),
        JsonValue => Scalar(value),
        _ => Json(value),
    };

    /// <summary>A value in full: documents and statements as JSON.</summary>
    public static string Full(JsonNode? value) => value is JsonObject or JsonArray && Reference.TryRead(value) is null ? Json(value) : Value(value);

    // A policy of IAM: its path and name, as its ARN has them.
    private static string Name(JsonNode? named) => named is JsonObject o && o["path"] is JsonValue path ? Scalar(path) + Scalar(o["name"]) : Value(named);

    private static string Sid(JsonNode? statement) =>
        statement is JsonObject o && o["Sid"] is JsonValue v && v.TryGetValue<string>(out var sid) ? sid : statement is JsonObject or null ? "(no Sid)" : Json(statement);

    private static string Scalar(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : value is null ? "null" : Json(value);

    private static string Json(JsonNode value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
