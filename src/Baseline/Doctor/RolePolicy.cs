using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>The IAM policy of a role, as JSON.</summary>
internal static class RolePolicy
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>A policy document for any account and region.</summary>
    /// <param name="needs">What the role needs.</param>
    /// <param name="partition"><c>aws</c>.</param>
    public static string Document(IEnumerable<Need> needs, string partition) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. PolicyStatement.Of(needs).Select(statement => Statement(statement, partition))]),
    }.ToJsonString(indented);

    private static JsonObject Statement(PolicyStatement statement, string partition)
    {
        var written = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = Texts(statement.Actions),
            ["Resource"] = Texts(statement.Resources.Select(resource => Need.In(resource, partition, "*", "*"))),
        };
        if (statement.Only is { } only)
        {
            written["Condition"] = new JsonObject { [only.Operator] = new JsonObject { [only.Key] = Texts(only.Values) } };
        }

        return written;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
