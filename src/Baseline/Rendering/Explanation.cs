using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Source;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>
/// What policies say, setting by setting, as a Markdown document: the value that is declared, and the sentence that the schema has for it. What has a description of its own is explained by that.
/// </summary>
internal sealed class Explanation
{
    private const int LongestValue = 160;

    // Policy documents explain themselves by their description; their text is in the file.
    private static readonly string[] s_leftOut = ["$schema", "description", "reason", "content", "inlinePolicy", "pattern"];

    private readonly StringBuilder _text = new();

    // Rules are explained by the control that they are named after.
    private Dictionary<string, string> _titles = [];

    /// <summary>The document.</summary>
    /// <param name="files">The folder, as read.</param>
    /// <param name="schemas">By file name, as exported.</param>
    public static string Of(PolicyFiles files, IReadOnlyDictionary<string, string> schemas)
    {
        var explanation = new Explanation { _titles = Titles(files) };
        explanation.Line("# What is declared\n");
        explanation.Line("Every setting of the policies with its value, and why it is there. Made by `baseline explain`; change the policies, not this page.");
        foreach (var file in files.All.Where(IsExplainedHere))
        {
            if (file.Node is { } node && SchemaOf(node, schemas) is { } schema)
            {
                explanation.File(file, node, schema);
            }
        }

        return explanation._text.ToString();
    }

    // Controls and requirements have a document of their own; frameworks are lists of ids.
    private static bool IsExplainedHere(PolicyFile file) => !file.Path.StartsWith(PolicyFiles.Controls + "/", StringComparison.Ordinal) && file.Name != RequirementsFile.Area.Name;

    private static Dictionary<string, string> Titles(PolicyFiles files) => files.In(PolicyFiles.Controls)
        .SelectMany(file => file.Node?.Find("controls")?.Children ?? [])
        .Where(control => control.Find("title") is { Kind: NodeKind.Text })
        .DistinctBy(control => control.Key, StringComparer.Ordinal)
        .ToDictionary(control => control.Key!, control => control.Find("title")!.Text, StringComparer.Ordinal);

    private static JsonObject? SchemaOf(SourceNode file, IReadOnlyDictionary<string, string> schemas) =>
        file.Find("$schema") is { Kind: NodeKind.Text } named && schemas.TryGetValue(named.Text.Split('/')[^1], out var text) ? JsonNode.Parse(text) as JsonObject : null;

    private void File(PolicyFile file, SourceNode node, JsonObject schema)
    {
        Line($"\n## `{file.Path}`\n");
        if (OwnWords(node) is { } words)
        {
            Line(Sentence(words) + "\n");
        }

        var rows = Rows(node, schema, "").ToList();
        if (rows.Count == 0)
        {
            return;
        }

        Line("| setting | value | why |\n| --- | --- | --- |");
        foreach (var (name, value, why) in rows)
        {
            Line($"| {Cell(name)} | {(value.Length == 0 ? "" : $"`{Cell(value)}`")} | {Cell(Sentence(why))} |");
        }
    }

    private IEnumerable<(string Name, string Value, string Why)> Rows(SourceNode node, JsonObject schema, string path)
    {
        foreach (var child in node.Children.Where(c => c.Kind != NodeKind.Null && !s_leftOut.Contains(c.Key)))
        {
            var (name, inner) = (path.Length == 0 ? Named(child) : $"{path} · {Named(child)}", Within(schema, child));
            if (child.Kind == NodeKind.Object && (OwnWords(child) ?? (path == "rules" ? _titles.GetValueOrDefault(child.Key ?? "") : null)) is { } own)
            {
                yield return (name, Plain(child), own);
            }
            else if (IsPlainMap(child, inner))
            {
                yield return (name, Shown(child).Trim('{', '}'), inner["description"]?.GetValue<string>() ?? "");
            }
            else if (child.Kind == NodeKind.Object || (child.Kind == NodeKind.Array && child.Children.Any(c => c.Kind == NodeKind.Object)))
            {
                foreach (var row in Rows(child, inner, name))
                {
                    yield return row;
                }
            }
            else
            {
                yield return (name, Shown(child), inner["description"]?.GetValue<string>() ?? schema["description"]?.GetValue<string>() ?? "");
            }
        }
    }

    // Names with a plain value each, such as guardrails that are on or off: one row says it.
    private static bool IsPlainMap(SourceNode node, JsonObject schema) =>
        node.Kind == NodeKind.Object && schema["properties"] is null && node.Children.All(c => c.Kind != NodeKind.Object && c.Children.All(e => e.Children.Count == 0));

    private static JsonObject Within(JsonObject schema, SourceNode child) =>
        (schema["properties"]?[child.Key ?? ""] ?? schema["additionalProperties"] as JsonObject ?? schema["items"]) is JsonObject inner ? Described(inner, schema) : [];

    // The keys of a map have no words of their own: the map's hold for each.
    private static JsonObject Described(JsonObject inner, JsonObject outer)
    {
        if (inner["description"] is not null || outer["description"] is not { } description || outer["properties"] is not null)
        {
            return inner;
        }

        var described = (JsonObject)inner.DeepClone();
        described["description"] = description.DeepClone();
        return described;
    }

    private static string? OwnWords(SourceNode node) => node.Kind != NodeKind.Object
        ? null
        : (node.Find("description") ?? node.Find("reason")) is { Kind: NodeKind.Text } words ? words.Text : null;

    private static string Named(SourceNode node) => node.Key ?? (node.Find("name") ?? node.Find("path")) switch
    {
        { Kind: NodeKind.Text } name => name.Text,
        _ => $"{node.Index + 1}",
    };

    // The plain settings of something that explains itself, in one cell.
    private static string Plain(SourceNode node) => Short(string.Join(", ", node.Children
        .Where(c => !s_leftOut.Contains(c.Key) && c.Key is not "name")
        .Select(c => $"{c.Key}: {Shown(c)}")));

    private static string Shown(SourceNode node) => Short(node.Kind switch
    {
        NodeKind.Object => "{" + string.Join(", ", node.Children.Select(c => $"{c.Key}: {Shown(c)}")) + "}",
        NodeKind.Array => string.Join(", ", node.Children.Select(Shown)),
        NodeKind.Null => "",
        _ => node.Text,
    });

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string Sentence(string words) => words.Length == 0 || words[^1] is '.' or '!' or '?' ? words : words + ".";

    private static string Cell(string text) => Harmless.Text(text).Replace("|", "\\|", StringComparison.Ordinal).Replace('`', '\'');

    private void Line(string text) => _text.Append(text).Append('\n');
}
