using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>A rule in one environment: off, or on with parameters of its own.</summary>
/// <param name="On">False where the rule is not deployed.</param>
/// <param name="Parameters">Over those of the rule.</param>
internal sealed record ConfigRuleSwitch(bool On, IReadOnlyList<SourcedEntry<string>> Parameters)
{
    /// <summary>Parameter → value.</summary>
    public static Shape<IReadOnlyList<SourcedEntry<string>>> ParametersShape { get; } = Shapes.Shape.Map(ConfigFormats.Parameter, Shapes.Shape.Text());

    public static Shape<ConfigRuleSwitch> Shape { get; } = new SwitchShape();

    /// <summary><c>true</c>, <c>false</c>, or an object.</summary>
    private sealed class SwitchShape : Shape<ConfigRuleSwitch>
    {
        private readonly Shape<ConfigRuleSwitch> _object = Shapes.Shape.Object<ConfigRuleSwitch>(rule =>
        {
            var parameters = rule.Required("parameters", ParametersShape, "Parameter → value in this environment, over those of the rule");
            return fields => new(true, parameters.Of(fields));
        });

        public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out ConfigRuleSwitch value)
        {
            if (node.Kind == NodeKind.Boolean)
            {
                value = new(node.Text == "true", []);
                return true;
            }

            return node.Kind == NodeKind.Object ? _object.TryRead(node, faults, out value) : WrongType(node, "true, false or an object", faults, out value);
        }

        public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, _object.Schema()) };
    }
}
