using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>Another shape's value, and its place.</summary>
internal sealed class SourcedShape<T>(Shape<T> inner) : Shape<Sourced<T>>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, out Sourced<T> value)
    {
        if (inner.TryRead(node, faults, out var read))
        {
            value = new(read, node.Where);
            return true;
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => inner.Schema();
}

/// <summary>The value as it was written.</summary>
internal sealed class RawShape(Func<JsonObject> schema) : Shape<SourceNode>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, out SourceNode value)
    {
        value = node;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => schema();
}
