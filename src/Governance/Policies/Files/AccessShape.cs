using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Who may do what, as files write it: group → permission sets.</summary>
internal static class AccessShape
{
    /// <summary>An object whose keys are groups and whose values are lists of permission sets.</summary>
    public static Shape<IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>>> Map { get; } =
        Shape.Map(Formats.Name, Shape.List(Shape.Text(Formats.IamName)));

    /// <summary>What editors offer.</summary>
    public static JsonNode Example() => new JsonObject { ["security-operators"] = new JsonArray("SecurityOperator") };
}
