using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A text that is not empty.</summary>
internal sealed class TextShape(TextFormat? format, int maximum) : Shape<string>
{
    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out string value)
    {
        if (node.Kind != NodeKind.Text)
        {
            return WrongType(node, format?.Described ?? "a text", faults, out value);
        }

        value = node.Text;
        if (value.Length == 0 || value.Length > maximum)
        {
            return faults.Refuse(
                node.Where, "out-of-range", $"a text of {value.Length} characters stands where 1 to {maximum} are allowed",
                value.Length == 0 ? "write something here, or delete the property" : "shorten it", out value);
        }

        if (value.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
        {
            return faults.Refuse(node.Where, "invalid-text", $"{Quoted.Value(value)} has control characters in it", "write it on one line", out value);
        }

        return format?.Pattern.IsMatch(value) != false
            || faults.Refuse(node.Where, format.Code, $"{Quoted.Value(value)} is not {format.Described}", $"write {format.Described}", out value);
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = maximum };
        if (format is not null)
        {
            schema["pattern"] = format.Pattern.ToString();
        }

        return schema;
    }
}
