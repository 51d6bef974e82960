using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A list. Texts in it may not repeat; a list of objects is checked for that by those who know the object's name.</summary>
internal sealed class ListShape<T>(Shape<T> element, int minimum) : Shape<IReadOnlyList<Sourced<T>>>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out IReadOnlyList<Sourced<T>> value)
    {
        if (node.Kind != NodeKind.Array)
        {
            return WrongType(node, "a list", faults, out value);
        }

        if (node.Children.Count < minimum)
        {
            return faults.Refuse(node.Where, "out-of-range", $"the list has {node.Children.Count} elements and needs {minimum}", "add what is missing", out value);
        }

        var elements = new List<Sourced<T>>(node.Children.Count);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var whole = true;
        foreach (var child in node.Children)
        {
            if (!element.TryRead(child, faults, out var read))
            {
                whole = false;
            }
            else if (child.Kind == NodeKind.Text && !texts.Add(child.Text))
            {
                faults.Error(child.Where, "duplicate-element", $"{Quoted.Value(child.Text)} stands in this list twice", "delete one of them");
                whole = false;
            }
            else
            {
                elements.Add(new(read, child.Where));
            }
        }

        value = elements;
        return whole;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = element.Schema(), ["uniqueItems"] = true };
        if (minimum > 0)
        {
            schema["minItems"] = minimum;
        }

        return schema;
    }
}
