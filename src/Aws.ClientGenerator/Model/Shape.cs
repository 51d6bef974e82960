using SecretScoops.Governance.Aws.ClientGenerator.Json;

namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>A shape: a scalar, list, map or structure.</summary>
internal sealed class Shape
{
    private static readonly string[] Types = ["string", "integer", "long", "float", "double", "boolean", "timestamp", "blob", "list", "map", "structure"];

    private readonly JsonValue json;

    /// <summary>Reads a shape; its parts' shapes are bound afterwards, as shapes refer to each other.</summary>
    public Shape(string name, JsonValue json)
    {
        this.json = json;
        Name = name;
        Type = Fields.Text(json, "type");
        if (!Types.Contains(Type))
        {
            throw new ModelException(json.Line, $"{name}: type '{Type}' is none of {string.Join(", ", Types)}");
        }

        Members = Type == "structure" ? [.. Fields.Object(json, "members").Members!.Select(pair => Member(pair.Key, pair.Value))] : [];
        Element = Type switch { "list" => Part("member"), "map" => Part("value"), _ => null };
        Key = Type == "map" ? Part("key") : null;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public string Type { get; }

    /// <summary>A structure's members.</summary>
    public IReadOnlyList<Part> Members { get; }

    /// <summary>A list's element or a map's value.</summary>
    public Part? Element { get; }

    /// <summary>A map's key.</summary>
    public Part? Key { get; }

    /// <summary>The values of an enumeration; empty for anything else.</summary>
    public IReadOnlyList<string> Enum => Fields.Texts(json, "enum");

    /// <summary>The least length, size or value.</summary>
    public string? Min => json["min"]?.Text;

    /// <summary>The greatest length, size or value.</summary>
    public string? Max => json["max"]?.Text;

    /// <summary>The pattern of the whole value.</summary>
    public string? Pattern => json["pattern"]?.Text;

    /// <summary>The timestamp's form.</summary>
    public string? Timestamp => json["timestamp"]?.Text;

    /// <summary>The XML namespace.</summary>
    public string? Namespace => json["ns"]?.Text;

    /// <summary>True for a JSON value of any form.</summary>
    public bool IsDocument => Fields.Flag(json, "document");

    /// <summary>True for an error.</summary>
    public bool IsError => json["error"] is not null;

    /// <summary>An error's code on the wire.</summary>
    public string ErrorCode => json["error"]?["code"]?.Text ?? Name;

    /// <summary>An error's HTTP status.</summary>
    public string ErrorStatus => json["error"]?["status"]?.Text ?? "400";

    /// <summary>Members, element and key.</summary>
    public IEnumerable<Part> Parts => Members.Concat(new[] { Element, Key }.OfType<Part>());

    /// <summary>Finds the shapes that this one refers to.</summary>
    public void Bind(IReadOnlyDictionary<string, Shape> shapes)
    {
        foreach (var part in Parts)
        {
            part.Bind(shapes);
        }
    }

    private Part Member(string name, JsonValue value) =>
        new(name, value, Fields.Texts(json, "required").Contains(name), json["payload"]?.Text == name);

    private Part Part(string name) =>
        new(name, json[name] ?? throw new ModelException(json.Line, $"{Name}: '{name}' is missing"), false, false);
}
