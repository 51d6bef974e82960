using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>One of a few words, each standing for a value.</summary>
internal sealed class ChoiceShape<T>(IReadOnlyList<(string Word, T Value)> choices) : Shape<T>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out T value)
    {
        var words = choices.Select(choice => choice.Word);
        if (node.Kind != NodeKind.Text)
        {
            return WrongType(node, $"one of {Quoted.List(words)}", faults, out value);
        }

        foreach (var choice in choices)
        {
            if (choice.Word == node.Text)
            {
                value = choice.Value;
                return true;
            }
        }

        return faults.Refuse(
            node.Where, "unknown-value", $"{Quoted.Value(node.Text)} is not one of {Quoted.List(words)}",
            Nearest.Remedy(node.Text, words, $"write one of {Quoted.List(words)}"), out value);
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Word)]) };
}
