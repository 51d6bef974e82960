using System.Text.Json;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>What AWS checks of a policy's document when it is stored: the grammar, not whether its actions exist.</summary>
/// <remarks>"SCP syntax" and "RCP syntax" in the Organizations User Guide, as of 2025-09-19 (full IAM language in SCPs), read 2026-11.</remarks>
internal static class PolicyDocument
{
    private static readonly string[] topMembers = ["Version", "Id", "Statement"];
    private static readonly string[] statementMembers = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>What is wrong with the document, or null.</summary>
    public static string? Fault(string policyType, string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, strict);
            return document.RootElement.ValueKind != JsonValueKind.Object ? "The document must be a JSON object."
                : policyType is "SERVICE_CONTROL_POLICY" or "RESOURCE_CONTROL_POLICY" ? Document(policyType, document.RootElement)
                : document.RootElement.EnumerateObject().Any() ? null
                : "The document is empty.";
        }
        catch (JsonException fault)
        {
            return $"The document is not valid JSON: {fault.Message}";
        }
    }

    private static string? Document(string policyType, JsonElement document)
    {
        if (Unknown(document, topMembers) is { } unknown)
        {
            return unknown;
        }

        if (!document.TryGetProperty("Version", out var version) || version.ValueKind != JsonValueKind.String || version.GetString() != "2012-10-17")
        {
            return "Version must be 2012-10-17.";
        }

        if (!document.TryGetProperty("Statement", out var statements))
        {
            return "Statement is missing.";
        }

        return statements.ValueKind switch
        {
            JsonValueKind.Object => Statement(policyType, statements),
            JsonValueKind.Array => statements.EnumerateArray().Select(each => Statement(policyType, each)).FirstOrDefault(fault => fault is not null),
            _ => "Statement must be an object or a list.",
        };
    }

    private static string? Statement(string policyType, JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            return "A statement must be an object.";
        }

        var effect = Member(statement, "Effect") is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        return Unknown(statement, statementMembers)
            ?? (effect is "Allow" or "Deny" ? null : "Effect must be Allow or Deny.")
            ?? OneOf(statement, "Action", "NotAction")
            ?? OneOf(statement, "Resource", "NotResource")
            ?? (Member(statement, "Condition") is { ValueKind: not JsonValueKind.Object } ? "Condition must be an object." : null)
            ?? (policyType == "SERVICE_CONTROL_POLICY" ? ServiceControl(statement) : ResourceControl(statement, effect!));
    }

    private static string? ServiceControl(JsonElement statement) =>
        Member(statement, "Principal") is not null || Member(statement, "NotPrincipal") is not null ? "A service control policy has no Principal." : null;

    private static string? ResourceControl(JsonElement statement, string effect) =>
        effect != "Deny" ? "A resource control policy can only deny."
        : Member(statement, "Principal") is not { ValueKind: JsonValueKind.String } principal || principal.GetString() != "*" ? "The Principal of a resource control policy must be \"*\"."
        : Member(statement, "NotPrincipal") is not null ? "A resource control policy has no NotPrincipal."
        : Member(statement, "Action") is not { } action ? "A resource control policy has no NotAction."
        : Texts(action).Contains("*") ? "The actions of a resource control policy must name their service."
        : null;

    private static string? OneOf(JsonElement statement, string name, string inverse)
    {
        var (direct, other) = (Member(statement, name), Member(statement, inverse));
        return direct is null == other is null ? $"A statement must have one of {name} and {inverse}."
            : !IsTexts((direct ?? other)!.Value) ? $"{(direct is null ? inverse : name)} must be a text or a list of texts."
            : null;
    }

    private static string? Unknown(JsonElement element, string[] known) =>
        element.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } name ? $"{name} is not allowed here." : null;

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static bool IsTexts(JsonElement value) =>
        value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String));

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(each => each.GetString()!) : [value.GetString()!];
}
