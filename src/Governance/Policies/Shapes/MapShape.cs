using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A key that the author chose, its value, and where the key stands.</summary>
internal readonly record struct SourcedEntry<T>(string Key, T Value, Place Where);

/// <summary>An object whose keys are names; entries keep the order of writing.</summary>
internal sealed class MapShape<T>(TextFormat key, Shape<T> element) : Shape<IReadOnlyList<SourcedEntry<T>>>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out IReadOnlyList<SourcedEntry<T>> value)
    {
        if (node.Kind != NodeKind.Object)
        {
            return WrongType(node, "an object", faults, out value);
        }

        var entries = new List<SourcedEntry<T>>(node.Children.Count);
        var whole = true;
        foreach (var child in node.Children)
        {
            if (!key.Pattern.IsMatch(child.Key!))
            {
                faults.Error(child.WhereKey, key.Code, $"{Quoted.Value(child.Key)} is not {key.Described}", $"write {key.Described}");
                whole = false;
            }

            if (element.TryRead(child, faults, out var read))
            {
                entries.Add(new(child.Key!, read, child.WhereKey));
            }
            else
            {
                whole = false;
            }
        }

        value = entries;
        return whole;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = key.Pattern.ToString() },
        ["additionalProperties"] = element.Schema(),
    };
}
