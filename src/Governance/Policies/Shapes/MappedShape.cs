using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>Another shape's value, turned into something else.</summary>
internal sealed class MappedShape<TFrom, T>(Shape<TFrom> inner, Func<TFrom, T> map) : Shape<T>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out T value)
    {
        if (inner.TryRead(node, faults, out var read))
        {
            value = map(read);
            return true;
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => inner.Schema();
}
