using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A truth value.</summary>
internal sealed class BooleanShape : Shape<bool>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, out bool value)
    {
        if (node.Kind != NodeKind.Boolean)
        {
            return WrongType(node, "true or false", faults, out value);
        }

        value = node.Text == "true";
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
