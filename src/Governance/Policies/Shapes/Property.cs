using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>What every property has, whatever its type.</summary>
internal abstract class PropertyShape(string name, string description, bool required)
{
    public string Name => name;

    /// <summary>One sentence without a full stop; editors show it, and so does the fault when the property is missing.</summary>
    public string Description => description;

    public bool IsRequired => required;

    /// <summary>Reads the value into the fields; false after a fault.</summary>
    public abstract bool Read(SourceNode node, Fields fields);

    /// <summary>The value's schema with description, default and examples.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A property of an object, and the key to its value in <see cref="Fields"/>.</summary>
internal sealed class Property<T>(
    string name, Shape<T> shape, string description, bool required, T otherwise, Func<JsonNode>? shownDefault, JsonNode[] examples)
    : PropertyShape(name, description, required)
{
    /// <summary>The value that was read, or the default.</summary>
    public T Of(Fields fields) => fields.Find(this) is { } read ? ((Read<T>)read).Value : otherwise;

    /// <inheritdoc/>
    public override bool Read(SourceNode node, Fields fields)
    {
        if (!shape.TryRead(node, fields.Faults, out var value))
        {
            return false;
        }

        fields.Set(this, new Read<T>(value));
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = shape.Schema();
        schema["description"] = Description;
        if (shownDefault is not null)
        {
            schema["default"] = shownDefault();
        }

        if (examples.Length > 0)
        {
            schema["examples"] = new JsonArray([.. examples.Select(example => example.DeepClone())]);
        }

        return schema;
    }
}

/// <summary>A value that was read.</summary>
internal sealed record Read<T>(T Value);

/// <summary>The properties of one object while it is read.</summary>
internal sealed class Fields(SourceNode node, FaultLog faults)
{
    private readonly Dictionary<PropertyShape, object> _values = [];

    /// <summary>The object.</summary>
    public SourceNode Node => node;

    public FaultLog Faults => faults;

    internal object? Find(PropertyShape property) => _values.GetValueOrDefault(property);

    internal void Set(PropertyShape property, object value) => _values[property] = value;
}
