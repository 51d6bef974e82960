using SecretScoops.Governance.Aws.ClientGenerator.Json;

namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>A member of a structure, or the element, key or value of a collection: a shape and how it is bound here.</summary>
internal sealed class Part(string name, JsonValue json, bool required, bool payload)
{
    private Shape? shape;

    /// <summary>The member's name; <c>member</c>, <c>key</c> or <c>value</c> for parts of collections.</summary>
    public string Name { get; } = name;

    /// <summary>True where the structure demands it.</summary>
    public bool Required { get; } = required;

    /// <summary>The shape.</summary>
    public Shape Shape => shape!;

    /// <summary>The name that the property is made of: where the official SDK gives it another than the model.</summary>
    public string Property => json["property"]?.Text ?? Name;

    /// <summary>The name in the form of an EC2 request, where it does not follow from the one on the wire.</summary>
    public string? Query => json["query"]?.Text;

    /// <summary>The name on the wire.</summary>
    public string Wire => json["wire"]?.Text ?? Name;

    /// <summary>Where it travels: <c>uri</c>, <c>query</c>, <c>header</c>, <c>headers</c>, <c>status</c>, <c>payload</c>, or null for the body.</summary>
    public string? Location => payload ? "payload" : json["in"]?.Text;

    /// <summary>The timestamp's form; null for the protocol's.</summary>
    public string? Timestamp => json["timestamp"]?.Text ?? Shape.Timestamp;

    /// <summary>The XML namespace.</summary>
    public string? Namespace => json["ns"]?.Text;

    /// <summary>The prefix of the XML namespace.</summary>
    public string? NamespacePrefix => json["nsPrefix"]?.Text;

    /// <summary>True for a collection without an element around it.</summary>
    public bool Flat => Fields.Flag(json, "flat");

    /// <summary>True for an XML attribute.</summary>
    public bool Attribute => Fields.Flag(json, "attribute");

    /// <summary>True where the client makes up a value when the caller gives none.</summary>
    public bool Token => Fields.Flag(json, "token");

    /// <summary>Finds the shape.</summary>
    public void Bind(IReadOnlyDictionary<string, Shape> shapes)
    {
        var target = json.Text ?? Fields.Text(json, "shape");
        shape = shapes.TryGetValue(target, out var found) ? found : throw new ModelException(json.Line, $"there is no shape '{target}'");
    }
}
