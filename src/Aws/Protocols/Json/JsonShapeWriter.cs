using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Json;

/// <summary>Writes shapes as JSON: the bodies of awsJson and restJson.</summary>
internal class JsonShapeWriter : ShapeWriter, IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    // An element or entry's value has no name of its own: the next value is written bare.
    private bool bare;

    protected JsonShapeWriter() =>
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The object of all members; <paramref name="first"/> writes properties that are no members.</summary>
    public static byte[] Object(IShape? shape, Action<Utf8JsonWriter>? first = null) => Object(writer => shape?.Write(writer), first);

    /// <summary>The object of what <paramref name="content"/> gives to the writer.</summary>
    public static byte[] Object(Action<JsonShapeWriter> content, Action<Utf8JsonWriter>? first = null)
    {
        using var writer = new JsonShapeWriter();
        return writer.Whole(_ => content(writer), first);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The object of what <paramref name="content"/> gives to this writer.</summary>
    protected byte[] Whole(Action<ShapeWriter> content, Action<Utf8JsonWriter>? first = null)
    {
        json.WriteStartObject();
        first?.Invoke(json);
        content(this);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The property's name.</summary>
    protected virtual string NameOf(Member member) => member.WireName;

    /// <inheritdoc/>
    protected override ShapeWriter? Route(Member member) => member.Location == Location.Body ? this : null;

    /// <inheritdoc/>
    protected override void Text(Member member, string value)
    {
        Name(member);
        json.WriteStringValue(value);
    }

    /// <inheritdoc/>
    protected override void Number(Member member, long value)
    {
        Name(member);
        json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    protected override void Number(Member member, double value)
    {
        Name(member);
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(PlainValues.Double(value));
        }
    }

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value)
    {
        Name(member);
        json.WriteBooleanValue(value);
    }

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value)
    {
        Name(member);
        if (member.Timestamp is TimestampFormat.Unsaid or TimestampFormat.UnixTimestamp)
        {
            json.WriteNumberValue(Timestamps.Seconds(value));
        }
        else
        {
            json.WriteStringValue(Timestamps.Format(value, member.Timestamp));
        }
    }

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value)
    {
        Name(member);
        json.WriteBase64StringValue(value);
    }

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value)
    {
        Name(member);
        value.WriteTo(json);
    }

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value)
    {
        Name(member);
        json.WriteStartObject();
        value.Write(this);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count)
    {
        Name(member);
        json.WriteStartArray();
    }

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index) => bare = true;

    /// <inheritdoc/>
    protected override void EndElement(Member member) => WriteNullWhereNothingWasWritten();

    /// <inheritdoc/>
    protected override void EndList(Member member) => json.WriteEndArray();

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count)
    {
        Name(member);
        json.WriteStartObject();
    }

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index)
    {
        json.WritePropertyName(key);
        bare = true;
    }

    /// <inheritdoc/>
    protected override void EndEntry(Member member) => WriteNullWhereNothingWasWritten();

    /// <inheritdoc/>
    protected override void EndMap(Member member) => json.WriteEndObject();

    private void Name(Member member)
    {
        if (!bare)
        {
            json.WritePropertyName(NameOf(member));
        }

        bare = false;
    }

    private void WriteNullWhereNothingWasWritten()
    {
        if (bare)
        {
            json.WriteNullValue();
            bare = false;
        }
    }
}
