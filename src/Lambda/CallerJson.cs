using System.Text.Json;

namespace SecretScoops.Governance.Lambda;

/// <summary>Reads what a caller put into a header. The caller wrote it, so it may be anything.</summary>
internal static class CallerJson
{
    /// <summary>The object in the header; null where there is none.</summary>
    public static JsonElement? Read(string? header)
    {
        if (header is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(header);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member; undefined where there is none.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A member's text; empty where it is none.</summary>
    public static string Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";
}
