using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>Statements of policy documents in templates.</summary>
internal static class Statements
{
    /// <summary>Each statement; nothing where the document is unknown.</summary>
    public static IEnumerable<Element> Of(Element document) => document["Statement"].Items;

    /// <summary>Those that allow, or of which that is not known. A document or statement that nobody knows before deployment is told, and left out.</summary>
    public static IReadOnlyList<Element> Allowing(Element document, Told told)
    {
        var statements = told.Each(document["Statement"]).Where(statement => statement["Effect"].Text != "Deny").ToList();
        statements.FindAll(statement => statement.IsUnknown).ForEach(statement => told.Unknown(statement));
        return statements.FindAll(statement => !statement.IsUnknown);
    }

    /// <summary>Texts of an element that may be one or a list, as they are written.</summary>
    public static IReadOnlyList<string> Texts(Element element) => [.. element.Items.Select(item => item.Written).Where(text => text.Length > 0)];

    /// <summary>Whether it names an action, by itself or by a pattern.</summary>
    public static bool Names(JsonObject statement, string action) => statement["NotAction"] is { } not
        ? !OpenStatements.Texts(not).Any(pattern => Wildcard.Matches(pattern, action))
        : OpenStatements.Texts(statement["Action"]).Any(pattern => Wildcard.Matches(pattern, action));

    /// <summary>Tells every statement that lets everybody in.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="what">Is open: "the topic".</param>
    /// <param name="told">Takes it.</param>
    /// <param name="counts">Which statements count.</param>
    public static void RefuseOpen(Element document, string what, Told told, Func<JsonObject, bool>? counts = null) => Refuse(
        document, told, statement => counts?.Invoke(statement) != false && OpenStatements.IsOpen(statement), $"a statement lets everybody into {what}",
        "name who may come in Principal, or add a condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount with fixed values");

    /// <summary>Tells every allowing statement that is bad as it is written; one that a parameter may make so is not known.</summary>
    public static void Refuse(Element document, Told told, Func<JsonObject, bool> isBad, string what, string remedy)
    {
        foreach (var statement in Allowing(document, told))
        {
            if (isBad(Statement(statement, Doubt.AsWritten)))
            {
                told.Fail(statement, what, remedy);
            }
            else if (isBad(Statement(statement, Doubt.ForTheWorst)))
            {
                told.Unknown(statement, "whom or what the statement allows is known at deployment alone");
            }
        }
    }

    private static JsonObject Statement(Element statement, Doubt doubt)
    {
        var json = new JsonObject();
        foreach (var (name, value) in statement.Properties)
        {
            json[name.Key!] = (name.Key, doubt) switch
            {
                ("Effect", Doubt.ForTheWorst) when value.IsUnknown => "Allow",
                ("Principal" or "Action" or "Resource", _) => Json(value, doubt),
                // A list of exceptions that nobody knows may except nothing.
                ("NotAction" or "NotResource", Doubt.ForTheWorst) when value.IsUnknown => new JsonArray(),
                _ => Json(value, Doubt.AsWritten),
            };
        }

        return json;
    }

    /// <summary>As AWS would have it; what is known at deployment alone stands as <c>${Name}</c>, or for the worst as <c>*</c>, and an account as one.</summary>
    private static JsonNode? Json(Element element, Doubt doubt) => element.Knowledge switch
    {
        Knowledge.Map => new JsonObject(element.Properties.Select(pair => KeyValuePair.Create(pair.Name.Key!, Json(pair.Value, doubt)))),
        Knowledge.List => new JsonArray([.. element.Items.Select(item => Json(item, doubt))]),
        Knowledge.Absent => null,
        Knowledge.Unknown when doubt == Doubt.ForTheWorst && element.MayBeAnything => "*",
        Knowledge.Scalar or Knowledge.Unknown => JsonValue.Create(element.Written.Replace("${AWS::AccountId}", "111122223333", StringComparison.Ordinal).Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)),
    };

    private enum Doubt
    {
        AsWritten,
        ForTheWorst,
    }
}
