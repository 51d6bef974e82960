using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Json;

/// <summary>Reads shapes from JSON. Members of null are passed over, unknown ones too.</summary>
internal sealed class JsonShapeReader(JsonElement element) : ShapeReader
{
    private JsonElement element = element;

    /// <inheritdoc/>
    public override string? String(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),

        // moto answers a permission set's SessionDuration with the number 3600; AWS's own clients take it too.
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => throw Wrong(member, "a string"),
    };

    /// <inheritdoc/>
    public override long? Long(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when element.TryGetInt64(out var value) => value,
        JsonValueKind.Number when element.TryGetDouble(out var value) && value == Math.Truncate(value) && Math.Abs(value) < long.MaxValue => (long)value,
        _ => throw Wrong(member, "an integer"),
    };

    /// <inheritdoc/>
    public override double? Double(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => PlainValues.Double(element.GetString()!, member),
        _ => throw Wrong(member, "a number"),
    };

    /// <inheritdoc/>
    public override bool? Boolean(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(member, "true or false"),
    };

    /// <inheritdoc/>
    public override DateTimeOffset? Timestamp(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when element.TryGetDecimal(out var seconds) => Timestamps.FromSeconds(seconds, member),
        JsonValueKind.String => Timestamps.Parse(element.GetString()!, member),
        _ => throw Wrong(member, "a timestamp"),
    };

    /// <inheritdoc/>
    public override byte[]? Blob(Member member) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when element.TryGetBytesFromBase64(out var bytes) => bytes,
        _ => throw Wrong(member, "base64"),
    };

    /// <inheritdoc/>
    public override JsonElement? Document(Member member) => element.Clone();

    /// <inheritdoc/>
    public override void Members(IShape shape)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedWireException($"{shape.Schema.Name} must be an object, not {Kind}");
        }

        var child = new JsonShapeReader(default);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && shape.Schema.IndexOf(property.Name) is >= 0 and var index)
            {
                child.element = property.Value;
                shape.Read(child, index);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ShapeReader> Elements(Member member)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(member, "a list");
        }

        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null)
            {
                yield return new JsonShapeReader(item);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(member, "an object");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                yield return new(property.Name, new JsonShapeReader(property.Value));
            }
        }
    }

    private MalformedWireException Wrong(Member member, string wanted) => new($"{member.Name} must be {wanted}, not {Kind}");

    private string Kind => element.ValueKind.ToString();
}
