using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>A rule's parameters as AWS takes them: the text of a JSON object whose values are texts.</summary>
internal static class RuleParameters
{
    /// <summary>Null for none.</summary>
    public static string? Write(IReadOnlyDictionary<string, string> parameters) =>
        parameters.Count == 0 ? null : new JsonObject(parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))).ToJsonString();

    /// <summary>What AWS has; values that are numbers or truth values as the text they are.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read(string? stored)
    {
        if (string.IsNullOrWhiteSpace(stored))
        {
            return [];
        }

        using var document = JsonDocument.Parse(stored);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()))]
            : [];
    }
}
