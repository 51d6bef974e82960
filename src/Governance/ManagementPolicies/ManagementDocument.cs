using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.ManagementPolicies;

/// <summary>A document that configures an AWS service in every account below: tag, backup, declarative and the like, with operators that say how it is inherited.</summary>
/// <remarks>AWS Organizations User Guide, "Policy syntax and inheritance for declarative policy types", read 2026-11.</remarks>
internal sealed class ManagementDocument : IGuardrailDocument
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<string> _text;

    /// <summary>A document with everything sorted whose order means nothing.</summary>
    public ManagementDocument(JsonObject content) => _text = new(() => Sorted(content)!.ToJsonString(s_compact));

    /// <inheritdoc/>
    public string Minified => _text.Value;

    /// <inheritdoc/>
    public string Ordered => _text.Value;

    /// <inheritdoc/>
    public int Length => Math.Max(Minified.Length, Encoding.UTF8.GetByteCount(Minified));

    /// <summary>Reads what AWS has stored, whatever stands in it; false when it is no JSON object.</summary>
    public static bool TryParse(string stored, [NotNullWhen(true)] out ManagementDocument? document)
    {
        document = null;
        try
        {
            document = JsonNode.Parse(stored) is JsonObject content ? new(content) : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // Not JSON, or a property twice in one object.
        }

        return document is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Minified;

    // Properties and the values of lists have no order in this language: lists are sets that parents and children add to.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted).DistinctBy(Written, StringComparer.Ordinal).OrderBy(Written, StringComparer.Ordinal)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static string Written(JsonNode? node) => node?.ToJsonString() ?? "null";
}
