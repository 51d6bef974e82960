using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Guardrails;

/// <summary>JSON Schema of policy documents, for editors. Finer rules (actions that exist, values by operator) are the reader's.</summary>
internal static class PolicyDocumentSchema
{
    /// <summary>Service and resource control policies alike; which elements each may have, the reader says.</summary>
    public static JsonObject Guardrail() => Document(withPrincipal: true);

    /// <summary>Guardrails of every type; the settings of management policies are the reader's to check.</summary>
    public static JsonObject OfAnyType() => new()
    {
        ["anyOf"] = new JsonArray(Guardrail(), new JsonObject { ["type"] = "object", ["not"] = new JsonObject { ["required"] = new JsonArray("Statement") } }),
    };

    /// <summary>Policies of roles and permission sets.</summary>
    public static JsonObject Identity() => Document(withPrincipal: false);

    private static JsonObject Document(bool withPrincipal) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["Version"] = new JsonObject { ["const"] = PolicyDocumentReader.CurrentVersion },
            ["Statement"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(Statement(withPrincipal), new JsonObject { ["type"] = "array", ["items"] = Statement(withPrincipal), ["minItems"] = 1 }),
            },
        },
        ["required"] = new JsonArray("Version", "Statement"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Statement(bool withPrincipal)
    {
        var properties = new JsonObject
        {
            ["Sid"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9]+$", ["description"] = "Names the statement; unique in the document" },
            ["Effect"] = new JsonObject { ["enum"] = new JsonArray("Allow", "Deny") },
            ["Action"] = Texts("Actions such as \"s3:PutObject\"; * and ? are wildcards"),
            ["NotAction"] = Texts("Every action but these"),
            ["Resource"] = Texts("\"*\", or ARNs with wildcards"),
            ["NotResource"] = Texts("Every resource but these"),
            ["Condition"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Operator → condition key → values; all must hold",
                ["additionalProperties"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Texts("Any of these", "string", "number", "boolean") },
            },
        };
        if (withPrincipal)
        {
            properties["Principal"] = new JsonObject { ["const"] = "*", ["description"] = "Only in resource control policies" };
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray("Effect"),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Texts(string description, params string[] types)
    {
        JsonNode Type() => types.Length == 0 ? "string" : new JsonArray([.. types.Select(type => (JsonNode)type)]);
        return new()
        {
            ["description"] = description,
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = Type() },
                new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = Type() }, ["minItems"] = 1 }),
        };
    }
}
