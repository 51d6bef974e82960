using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>Statements of policy documents in templates.</summary>
internal static class Statements
{
    /// <summary>Each statement; nothing where the document is unknown.</summary>
    public static IEnumerable<Element> Of(Element document) => document["Statement"].Items;

    /// <summary>Those that allow, or of which that is not known.</summary>
    public static IEnumerable<Element> Allowing(Element document) => Of(document).Where(statement => statement["Effect"].Text != "Deny");

    /// <summary>Texts of an element that may be one or a list, as they are written.</summary>
    public static IReadOnlyList<string> Texts(Element element) => [.. element.Items.Select(item => item.Written).Where(text => text.Length > 0)];

    /// <summary>Whether it names an action, by itself or by a pattern.</summary>
    public static bool Names(Element statement, string action) => statement["NotAction"] is { IsAbsent: false } not
        ? !Texts(not).Any(pattern => Wildcard.Matches(pattern, action))
        : Texts(statement["Action"]).Any(pattern => Wildcard.Matches(pattern, action));

    /// <summary>Tells every statement that lets everybody in.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="what">Is open: "the topic".</param>
    /// <param name="told">Takes it.</param>
    /// <param name="counts">Which statements count.</param>
    public static void RefuseOpen(Element document, string what, Told told, Func<Element, bool>? counts = null)
    {
        if (document.IsUnknown)
        {
            told.Unknown(document);
        }

        foreach (var statement in Allowing(document).Where(each => counts?.Invoke(each) != false))
        {
            if (statement.IsUnknown || statement["Principal"].IsUnknown)
            {
                told.Unknown(statement.IsUnknown ? statement : statement["Principal"]);
            }
            else if (OpenStatements.IsOpen(Json(statement)))
            {
                told.Fail(statement, $"a statement lets everybody into {what}", "name who may come in Principal, or add a condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount with fixed values");
            }
        }
    }

    /// <summary>As AWS would have it; what is known at deployment alone stands as <c>${Name}</c>, and an account as one.</summary>
    public static JsonNode? Json(Element element) => element.Knowledge switch
    {
        Knowledge.Map => new JsonObject(element.Properties.Select(pair => KeyValuePair.Create(pair.Name.Key!, Json(pair.Value)))),
        Knowledge.List => new JsonArray([.. element.Items.Select(Json)]),
        Knowledge.Absent => null,
        Knowledge.Scalar or Knowledge.Unknown => JsonValue.Create(element.Written.Replace("${AWS::AccountId}", "111122223333", StringComparison.Ordinal).Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)),
    };
}
