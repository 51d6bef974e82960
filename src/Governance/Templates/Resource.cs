using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>A resource of a template, in one world.</summary>
/// <param name="node">Its declaration.</param>
/// <param name="world">Where its functions are evaluated.</param>
internal sealed class Resource(SourceNode node, World world)
{
    /// <summary>Its logical id.</summary>
    public string Name { get; } = node.Key!;

    public string Type { get; } = node.Find("Type")!.Text;

    public SourceNode Node => node;

    public World World => world;

    /// <summary>Whether its condition holds in this world.</summary>
    public bool Exists => node.Find("Condition") is not { Kind: NodeKind.Text } condition || world.Holds(condition.Text);

    /// <summary>All properties.</summary>
    public Element Properties => node.Find("Properties") is { } properties ? world.Resolve(properties) : Element.Missing(world, node);

    /// <summary>A property; for types of SAM, what <c>Globals</c> says where the resource says nothing.</summary>
    public Element this[string name] => Properties[name] is { IsAbsent: false } own ? own : Global(name) ?? Properties[name];

    /// <summary>Whether a value names this resource: as a reference, by its own name where it has one, or by an ARN that ends in either.</summary>
    /// <param name="value">A property of another resource.</param>
    /// <param name="nameProperty">The property of this resource that is its name in AWS.</param>
    public bool IsNamedBy(Element value, string? nameProperty = null) =>
        value.Target == Name || (nameProperty is not null && value.Written.Length > 0 && this[nameProperty].Written == value.Written);

    private Element? Global(string name) =>
        Type.StartsWith("AWS::Serverless::", StringComparison.Ordinal) && world.Template.Root.Find("Globals")?.Find(Type["AWS::Serverless::".Length..])?.Find(name) is { } global ? world.Resolve(global) : null;
}
