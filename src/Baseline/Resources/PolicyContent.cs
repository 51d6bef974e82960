using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.ManagementPolicies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Policy documents as attributes: canonical, so that order, spacing, one value or a list make no difference; minified when uploaded.</summary>
internal static class PolicyContent
{
    /// <summary>A declared document as an attribute.</summary>
    public static JsonNode Of(IGuardrailDocument document) => JsonNode.Parse(document.Ordered)!;

    /// <summary>What AWS has stored, as an attribute. What is no document of either language is kept as the text it is.</summary>
    public static JsonNode Read(string stored) =>
        PolicyDocument.TryParse(stored, out var document, out _) ? Of(document)
        : ManagementDocument.TryParse(stored, out var management) ? Of(management)
        : JsonValue.Create(stored);

    /// <summary>What is uploaded: AWS counts every character of it, white space too.</summary>
    public static string Upload(JsonNode content) =>
        PolicyDocument.TryParse(content.ToJsonString(), out var document, out _) ? document.Minified : new ManagementDocument(content.AsObject()).Minified;

    /// <summary>Whether two attributes are the same document.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
