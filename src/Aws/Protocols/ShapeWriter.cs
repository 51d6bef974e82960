using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>Takes the members of a structure, one call each. A null is no value; most writers leave it out.</summary>
internal abstract class ShapeWriter
{
    /// <summary>Takes a text, an enumeration's value among them.</summary>
    public void String(Member member, string? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Text(member, value);
        }
    }

    /// <summary>Takes a whole number of 32 or 64 bits.</summary>
    public void Integer(Member member, long? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Number(member, value.Value);
        }
    }

    /// <summary>Takes a floating-point number.</summary>
    public void Double(Member member, double? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Number(member, value.Value);
        }
    }

    /// <summary>Takes a truth value.</summary>
    public void Boolean(Member member, bool? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Truth(member, value.Value);
        }
    }

    /// <summary>Takes a moment.</summary>
    public void Timestamp(Member member, DateTimeOffset? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Moment(member, value.Value);
        }
    }

    /// <summary>Takes a moment as the SDK holds it: a <see cref="DateTime"/> of an unspecified kind is taken for UTC.</summary>
    public void Timestamp(Member member, DateTime? value) =>
        Timestamp(member, value switch
        {
            null => (DateTimeOffset?)null,
            { Kind: DateTimeKind.Local } local => new DateTimeOffset(local.ToUniversalTime()),
            { } utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        });

    /// <summary>Takes bytes.</summary>
    public void Blob(Member member, byte[]? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Bytes(member, value);
        }
    }

    /// <summary>Takes a JSON value of any form.</summary>
    public void Document(Member member, JsonElement? value)
    {
        if (value is null or { ValueKind: JsonValueKind.Undefined })
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Json(member, value.Value);
        }
    }

    /// <summary>Takes a list; <paramref name="element"/> writes one element with the element's member.</summary>
    public void List<T>(Member member, List<T>? values, Action<ShapeWriter, Member, T> element)
    {
        if (values is null)
        {
            Missing(member);
            return;
        }

        if (Route(member) is not { } writer)
        {
            return;
        }

        writer.BeginList(member, values.Count);
        for (var index = 0; index < values.Count; index++)
        {
            writer.BeginElement(member, index);
            element(writer, member.Element!, values[index]);
            writer.EndElement(member);
        }

        writer.EndList(member);
    }

    /// <summary>Takes a map; <paramref name="element"/> writes one value with the value's member.</summary>
    public void Map<T>(Member member, Dictionary<string, T>? values, Action<ShapeWriter, Member, T> element)
    {
        if (values is null)
        {
            Missing(member);
            return;
        }

        if (Route(member) is not { } writer)
        {
            return;
        }

        writer.BeginMap(member, values.Count);
        var index = 0;
        foreach (var (key, value) in values)
        {
            writer.BeginEntry(member, key, index++);
            element(writer, member.Element!, value);
            writer.EndEntry(member);
        }

        writer.EndMap(member);
    }

    /// <summary>Takes a structure.</summary>
    public void Structure(Member member, IShape? value)
    {
        if (value is null)
        {
            Missing(member);
        }
        else
        {
            Route(member)?.Nested(member, value);
        }
    }

    /// <summary>The writer that takes this member, where it is not this one; null to leave the member out.</summary>
    protected virtual ShapeWriter? Route(Member member) => this;

    /// <summary>A member without a value.</summary>
    protected virtual void Missing(Member member)
    {
    }

    /// <summary>Writes a text.</summary>
    protected abstract void Text(Member member, string value);

    /// <summary>Writes a whole number.</summary>
    protected abstract void Number(Member member, long value);

    /// <summary>Writes a floating-point number.</summary>
    protected abstract void Number(Member member, double value);

    /// <summary>Writes a truth value.</summary>
    protected abstract void Truth(Member member, bool value);

    /// <summary>Writes a moment.</summary>
    protected abstract void Moment(Member member, DateTimeOffset value);

    /// <summary>Writes bytes.</summary>
    protected abstract void Bytes(Member member, byte[] value);

    /// <summary>Writes a JSON value.</summary>
    protected abstract void Json(Member member, JsonElement value);

    /// <summary>Writes a structure, members and all.</summary>
    protected abstract void Nested(Member member, IShape value);

    /// <summary>Opens a list.</summary>
    protected abstract void BeginList(Member member, int count);

    /// <summary>The next write is the list's element at <paramref name="index"/>, counted from 0.</summary>
    protected abstract void BeginElement(Member member, int index);

    /// <summary>The element is written.</summary>
    protected abstract void EndElement(Member member);

    /// <summary>Closes a list.</summary>
    protected abstract void EndList(Member member);

    /// <summary>Opens a map.</summary>
    protected abstract void BeginMap(Member member, int count);

    /// <summary>The next write is the value of <paramref name="key"/>, the entry at <paramref name="index"/>, counted from 0.</summary>
    protected abstract void BeginEntry(Member member, string key, int index);

    /// <summary>The entry is written.</summary>
    protected abstract void EndEntry(Member member);

    /// <summary>Closes a map.</summary>
    protected abstract void EndMap(Member member);
}
