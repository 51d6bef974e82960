using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>A parameter of a template, and what is known of its value.</summary>
/// <param name="Name">As the template has it.</param>
/// <param name="Node">Its declaration.</param>
/// <param name="Value">Given, or the default; null when neither is there, or when it only names what is looked up at deployment.</param>
/// <param name="Allowed">Every value it may have; null when any.</param>
/// <param name="IsList">Whether the value is a list, written with commas.</param>
/// <param name="IsHidden">NoEcho: nobody sees the value.</param>
/// <param name="IsGiven">Whether the value is one for this run, and no default.</param>
internal sealed record TemplateParameter(string Name, SourceNode Node, string? Value, IReadOnlyList<string>? Allowed, bool IsList, bool IsHidden, bool IsGiven)
{
    /// <summary>False for a value, or a part of a list, that is none of <see cref="Allowed"/>: CloudFormation refuses to deploy it.</summary>
    public bool IsAllowed => Value is null || Allowed is null || (IsList ? Value.Split(',').Select(part => part.Trim()) : [Value]).All(Allowed.Contains);

    /// <summary>Reads a declaration; what is malformed in it counts as not said.</summary>
    public static TemplateParameter Of(SourceNode node, IReadOnlyDictionary<string, string> given)
    {
        var (name, type) = (node.Key!, Scalar(node.Find("Type")) ?? "String");
        // An SSM type's value is the name of a Parameter Store parameter, not what stands in it (User Guide, "Parameters", read 2026-11).
        var isLookedUp = type.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal);
        var isGiven = given.TryGetValue(name, out var value);
        return new(
            name,
            node,
            isLookedUp ? null : isGiven ? value : Scalar(node.Find("Default")),
            isLookedUp || node.Find("AllowedValues") is not { Kind: NodeKind.Array, Children.Count: > 0 } allowed ? null : [.. allowed.Children.Select(Scalar).OfType<string>()],
            type == "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal) || type.Contains("<List<", StringComparison.Ordinal),
            Scalar(node.Find("NoEcho")) == "true",
            isGiven);
    }

    private static string? Scalar(SourceNode? node) => node is { Kind: NodeKind.Text or NodeKind.Number or NodeKind.Boolean } ? node.Text : null;
}
