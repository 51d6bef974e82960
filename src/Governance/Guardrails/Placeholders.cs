using System.Text;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Guardrails;

/// <summary>
/// <c>@{name}</c> in a policy document stands for a value of the landing zone. As a whole element of a list it may stand for several, which take its
/// place; within a longer text only for one. (IAM's own variables are <c>${…}</c> and stay.)
/// </summary>
internal sealed class Placeholders(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
{
    private const string Opening = "@{";

    /// <summary>The names that can be written between the braces.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>True when the text has a placeholder in it.</summary>
    public static bool Has(string text) => text.Contains(Opening, StringComparison.Ordinal);

    /// <summary>The texts that the node's text stands for; empty after a fault.</summary>
    public IReadOnlyList<string> Expand(SourceNode node, FaultLog faults)
    {
        var text = node.Text;
        var expanded = new StringBuilder();
        var at = 0;
        for (var open = text.IndexOf(Opening, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Opening, at, StringComparison.Ordinal))
        {
            var close = text.IndexOf('}', open);
            var name = close < 0 ? text[(open + Opening.Length)..] : text[(open + Opening.Length)..close];
            if (close < 0 || !values.TryGetValue(name, out var found))
            {
                faults.Error(
                    node.Where, "unknown-placeholder", $"there is no placeholder {Quoted.Value(name)}",
                    Nearest.Remedy(name, Names, $"write one of {string.Join(", ", Names.Select(known => $"@{{{known}}}"))}"));
                return [];
            }

            if (open == 0 && close == text.Length - 1)
            {
                return found;
            }

            if (found is not [var only])
            {
                faults.Error(
                    node.Where, "placeholder-of-many", $"placeholder {Quoted.Value(name)} stands for {found.Count} values, and here within a text",
                    $"write \"@{{{name}}}\" as an element of its own");
                return [];
            }

            _ = expanded.Append(text, at, open - at).Append(only);
            at = close + 1;
        }

        return at == 0 ? [text] : [expanded.Append(text, at, text.Length - at).ToString()];
    }
}
