using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>An object with known properties.</summary>
internal sealed class ObjectShape<T> : Shape<T>
    where T : class
{
    private readonly List<PropertyShape> _properties = [];

    /// <summary>Makes the record of the properties; null after telling a fault. Called only when every property was read.</summary>
    internal Func<Fields, T?> Build { private get; set; } = _ => null;

    /// <summary>What JSON files say to editors; every file's object has it, and it means nothing to us.</summary>
    public Property<string> SchemaReference(string path) =>
        Optional("$schema", Shape.Text(), "", "Lets an editor complete and check this file", null, path);

    /// <summary>A property that must be there.</summary>
    public Property<TValue> Required<TValue>(string name, Shape<TValue> shape, string description, params JsonNode[] examples) =>
        Add(new Property<TValue>(name, shape, description, required: true, default!, null, examples));

    /// <summary>A property that may be left out, with what then holds, and how the schema says that (null when leaving out is what it means).</summary>
    public Property<TValue> Optional<TValue>(
        string name, Shape<TValue> shape, TValue otherwise, string description, Func<JsonNode>? shownDefault = null, params JsonNode[] examples) =>
        Add(new Property<TValue>(name, shape, description, required: false, otherwise, shownDefault, examples));

    /// <inheritdoc/>
    public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out T value)
    {
        if (node.Kind != NodeKind.Object)
        {
            return WrongType(node, "an object", faults, out value);
        }

        var fields = new Fields(node, faults);
        var whole = true;
        foreach (var child in node.Children)
        {
            if (_properties.Find(property => property.Name == child.Key) is { } known)
            {
                whole &= known.Read(child, fields);
            }
            else
            {
                whole = false;
                faults.Error(child.WhereKey, "unknown-property", $"unknown property {Quoted.Value(child.Key)}", Remedy(child.Key!, faults));
            }
        }

        foreach (var property in _properties.Where(property => property.IsRequired && node.Find(property.Name) is null))
        {
            whole = false;
            faults.Error(node.Where, "missing-property", $"required property {Quoted.Value(property.Name)} is missing", $"add it: {property.Description}");
        }

        value = whole ? Build(fields) : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var property in _properties)
        {
            properties[property.Name] = property.Schema();
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. _properties.Where(property => property.IsRequired).Select(property => (JsonNode)property.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private Property<TValue> Add<TValue>(Property<TValue> property)
    {
        _properties.Add(property);
        return property;
    }

    private string Remedy(string name, FaultLog faults)
    {
        var known = _properties.Select(property => property.Name);
        return faults.IsFull ? "delete it" : Nearest.Remedy(name, known, $"delete it; known here are {Quoted.List(known)}");
    }
}
