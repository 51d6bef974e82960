using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>A parameter of a control that is not as AWS has it.</summary>
internal sealed record ControlParameter
{
    public required Sourced<string> Control { get; init; }

    public required string Parameter { get; init; }

    /// <summary>A text, a number, a truth value, or a list of texts or numbers.</summary>
    public required JsonNode Value { get; init; }

    /// <summary>Environments, and the management account by its name; empty for everywhere.</summary>
    public required IReadOnlyList<Sourced<string>> Places { get; init; }

    /// <summary>What tells it from others: <c>ACM.1/daysToExpiration</c>.</summary>
    public string Key => $"{Control.Value}/{Parameter}";

    public static Shape<ControlParameter> Shape { get; } = Shapes.Shape.Object<ControlParameter>(parameter =>
    {
        var control = parameter.Required("control", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.SecurityControl)), "The control's id in Security Hub", "ACM.1");
        var name = parameter.Required("parameter", Shapes.Shape.Text(Formats.ParameterName, 64), "The parameter's name, as AWS writes it", "daysToExpiration");
        var value = parameter.Required("value", Shapes.Shape.Raw(Schema), "Its value: a text, a number, true or false, or a list of texts or numbers", 45);
        var places = parameter.Optional(
            "environments", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name), minimum: 1), [], "Where: environments, and the management account by its name; left out, everywhere", null, new JsonArray("prod"));
        return fields => Node(value.Of(fields)) is { } node
            ? new() { Control = control.Of(fields), Parameter = name.Of(fields), Value = node, Places = places.Of(fields) }
            : Refused(value.Of(fields), fields);
    });

    private static ControlParameter? Refused(SourceNode value, Fields fields)
    {
        fields.Faults.Error(value.Where, "wrong-type", $"expected a parameter's value, found {value.Described}", "write a text, a number, true or false, or a list of texts or numbers");
        return null;
    }

    private static JsonNode? Node(SourceNode value) => value.Kind switch
    {
        NodeKind.Text => JsonValue.Create(value.Text),
        NodeKind.Boolean => JsonValue.Create(value.Text == "true"),
        NodeKind.Number when int.TryParse(value.Text, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        NodeKind.Number when double.TryParse(value.Text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        NodeKind.Array when value.Children.Count > 0 && value.Children.All(child => child.Kind is NodeKind.Text or NodeKind.Number) => new JsonArray([.. value.Children.Select(Node)]),
        _ => null,
    };

    private static JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean", "array") };
}
