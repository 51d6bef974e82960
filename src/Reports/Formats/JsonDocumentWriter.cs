using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// A format in JSON with findings in an array, each on a line of its own. Everything outside ASCII, and what HTML would obey, is escaped, so that hostile names stay inert in whatever
/// shows the file.
/// </summary>
internal abstract class JsonDocumentWriter : ReportWriter
{
    private readonly Stream file;
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 14);

    /// <param name="report">What is written.</param>
    /// <param name="file">Where to.</param>
    protected JsonDocumentWriter(Report report, Stream file)
        : base(report)
    {
        this.file = file;
        // Unchecked, since parts of a document are written one by one; that it is whole is what the tests with schemas see to.
        Json = new(buffer, new() { SkipValidation = true });
    }

    /// <summary>Writes the part at hand; <see cref="Flush"/> ends it.</summary>
    protected Utf8JsonWriter Json { get; }

    /// <summary>Whether the next element is the first of its array.</summary>
    protected bool First { get; set; } = true;

    /// <summary>Bytes as they are.</summary>
    protected void Raw(ReadOnlySpan<byte> bytes) => file.Write(bytes);

    /// <summary>What parts the next element of the array from the one before.</summary>
    protected void Separate()
    {
        file.Write(First ? "\n"u8 : ",\n"u8);
        First = false;
    }

    /// <summary>Puts what <see cref="Json"/> wrote into the file, and begins a part anew.</summary>
    /// <param name="trim">Bytes left out at either end: 1 leaves of an object its members.</param>
    protected void Flush(int trim = 0)
    {
        Json.Flush();
        file.Write(buffer.WrittenSpan[trim..^trim]);
        buffer.ResetWrittenCount();
        Json.Reset();
    }

    /// <summary>Bytes of the part at hand that wait.</summary>
    protected long Pending => buffer.WrittenCount + Json.BytesPending;

    /// <summary>Puts what <see cref="Json"/> wrote so far into the file, in the midst of a part that may be long.</summary>
    protected void Pass()
    {
        Json.Flush();
        file.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    /// <summary>A time in UTC to the second, as every schema takes it.</summary>
    protected static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A value as text: a string bare, everything else as JSON.</summary>
    protected static string Value(JsonNode? node) => node switch
    {
        null => "null",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    /// <summary>What a piece of JSON comes to, for parts that are the same for every finding.</summary>
    protected static byte[] Prepared(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new(bytes, new() { SkipValidation = true }))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Json.Dispose();
        file.Dispose();
    }
}
