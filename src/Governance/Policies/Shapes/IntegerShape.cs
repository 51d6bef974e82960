using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A whole number within bounds.</summary>
internal sealed class IntegerShape(int minimum, int maximum) : Shape<int>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, out int value)
    {
        if (node.Kind != NodeKind.Number)
        {
            return WrongType(node, "a whole number", faults, out value);
        }

        return (int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum)
            || faults.Refuse(
                node.Where, "out-of-range", $"{node.Described} is not a whole number from {minimum} to {maximum}",
                $"write a whole number from {minimum} to {maximum}", out value);
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };
}
