using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>One value on the wire, to be read as what the shape takes it for. A value of another form is a <see cref="MalformedWireException"/>.</summary>
internal abstract class ShapeReader
{
    /// <summary>Reads a text.</summary>
    public abstract string? String(Member member);

    /// <summary>Reads a whole number of 64 bits.</summary>
    public abstract long? Long(Member member);

    /// <summary>Reads a floating-point number.</summary>
    public abstract double? Double(Member member);

    /// <summary>Reads a truth value.</summary>
    public abstract bool? Boolean(Member member);

    /// <summary>Reads a moment.</summary>
    public abstract DateTimeOffset? Timestamp(Member member);

    /// <summary>Reads bytes.</summary>
    public abstract byte[]? Blob(Member member);

    /// <summary>Reads a JSON value of any form.</summary>
    public abstract JsonElement? Document(Member member);

    /// <summary>Gives every member that is on the wire to the shape.</summary>
    public abstract void Members(IShape shape);

    /// <summary>Reads a whole number of 32 bits.</summary>
    public int? Integer(Member member)
    {
        var value = Long(member);
        return value is null or (>= int.MinValue and <= int.MaxValue)
            ? (int?)value
            : throw new MalformedWireException($"{member.Name}: {value} is no 32-bit integer");
    }

    /// <summary>Reads a structure.</summary>
    public T Structure<T>(T shape)
        where T : IShape
    {
        Members(shape);
        return shape;
    }

    /// <summary>Reads a list; elements that are null on the wire are left out, as AWS's own clients do.</summary>
    public List<T>? List<T>(Member member, Func<ShapeReader, Member, T?> element)
    {
        var values = new List<T>();
        foreach (var reader in Elements(member))
        {
            if (element(reader, member.Element!) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>Reads a map; entries whose value is null on the wire are left out.</summary>
    public Dictionary<string, T>? Map<T>(Member member, Func<ShapeReader, Member, T?> element)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, reader) in Entries(member))
        {
            if (element(reader, member.Element!) is { } value)
            {
                values[key] = value;
            }
        }

        return values;
    }

    /// <summary>The elements of a list, in order.</summary>
    protected abstract IEnumerable<ShapeReader> Elements(Member member);

    /// <summary>The entries of a map.</summary>
    protected abstract IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member);
}
