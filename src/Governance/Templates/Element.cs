using System.Globalization;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>What is known of a value before deployment.</summary>
internal enum Knowledge
{
    /// <summary>It is not there, or <c>AWS::NoValue</c>.</summary>
    Absent,

    /// <summary>It is known at deployment alone; <see cref="Element.Why"/> says what it waits for.</summary>
    Unknown,

    /// <summary>A text, a number or a truth.</summary>
    Scalar,

    /// <summary>Its elements may still be unknown.</summary>
    List,

    /// <summary>Its properties may still be unknown.</summary>
    Map,
}

/// <summary>A value of a template in one <see cref="World"/>, with its functions evaluated as far as somebody asks.</summary>
internal sealed class Element
{
    private readonly World _world;
    private readonly IReadOnlyList<Element>? _made;

    private Element(World world, Knowledge knowledge, SourceNode node, string written, string? why, IReadOnlyList<Element>? made = null) =>
        (_world, Knowledge, Node, Written, Why, _made) = (world, knowledge, node, written, why, made);

    public Knowledge Knowledge { get; }

    /// <summary>Where it is written; of what is absent, what it is absent from.</summary>
    public SourceNode Node { get; }

    /// <summary>A scalar's text; of what is unknown, the text with <c>${Name}</c> for what is filled in at deployment, or nothing.</summary>
    public string Written { get; }

    /// <summary>What it waits for, when it is unknown.</summary>
    public string? Why { get; }

    /// <summary>The resource, by logical id, that this is a reference to as a whole; null for everything else.</summary>
    public string? Target { get; private init; }

    /// <summary>The parameter that an unknown value is as a whole.</summary>
    public string? Parameter { get; private init; }

    /// <summary>Every value that an unknown one may come to; null when that is not known.</summary>
    public IReadOnlyList<string>? Possible { get; private init; }

    public World World => _world;

    public bool IsAbsent => Knowledge == Knowledge.Absent;

    public bool IsUnknown => Knowledge == Knowledge.Unknown;

    /// <summary>A scalar's text; null for everything else.</summary>
    public string? Text => Knowledge == Knowledge.Scalar ? Written : null;

    /// <summary>A scalar's number; null for everything else.</summary>
    public int? Number => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether it is known to be true: as a truth, or as a text of it.</summary>
    public bool IsTrue => "true".Equals(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an unknown value may come to any text: a parameter as a whole, or what a function brings from elsewhere. What AWS calls a resource, an account or a region never does.</summary>
    public bool MayBeAnything => IsUnknown && Target is null && Parameter?.StartsWith("AWS::", StringComparison.Ordinal) != true && Possible is null && (Parameter is not null || Written.Length == 0);

    /// <summary>As a message places it.</summary>
    public Place Where => Node.Where;

    /// <summary>A property. Of what is unknown, it is unknown as well.</summary>
    public Element this[string name] => Knowledge switch
    {
        Knowledge.Unknown => Unknown(_world, Node, "", Why!),
        Knowledge.Map when Node.Find(name) is { } child => _world.Resolve(child),
        // AWS::Include and macros write properties into the object that they stand in.
        Knowledge.Map when Node.Find("Fn::Transform") is { } transform => Unknown(_world, transform, "", "a transform writes properties here"),
        _ => Missing(_world, Node),
    };

    /// <summary>Elements of a list, or the value itself, as AWS takes one for a list of one; nothing for what is absent or unknown. What a function leaves out is left out.</summary>
    public IEnumerable<Element> Items => Knowledge switch
    {
        Knowledge.List => (_made ?? Node.Children.Select(_world.Resolve)).Where(item => !item.IsAbsent),
        Knowledge.Scalar or Knowledge.Map => [this],
        _ => [],
    };

    /// <summary>Names and values of an object, without those that a function leaves out.</summary>
    public IEnumerable<(SourceNode Name, Element Value)> Properties =>
        Knowledge == Knowledge.Map ? Node.Children.Where(child => child.Key != "Fn::Transform").Select(child => (child, _world.Resolve(child))).Where(pair => !pair.Item2.IsAbsent) : [];

    public static Element Missing(World world, SourceNode from) => new(world, Knowledge.Absent, from, "", null);

    public static Element Unknown(World world, SourceNode node, string written, string why) => new(world, Knowledge.Unknown, node, written, why);

    public static Element Reference(World world, SourceNode node, string resource, string written) =>
        new(world, Knowledge.Unknown, node, written, $"{written} is known at deployment alone") { Target = resource };

    public static Element OfParameter(World world, SourceNode node, string name, IReadOnlyList<string>? possible) =>
        new(world, Knowledge.Unknown, node, $"${{{name}}}", $"parameter {name} has no value here") { Parameter = name, Possible = possible };

    public static Element Scalar(World world, SourceNode node, string text) => new(world, Knowledge.Scalar, node, text, null);

    public static Element List(World world, SourceNode node, IReadOnlyList<Element>? made = null) => new(world, Knowledge.List, node, "", null, made);

    public static Element Map(World world, SourceNode node) => new(world, Knowledge.Map, node, "", null);
}
