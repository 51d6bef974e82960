using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>
/// Some thousand findings in two compressed parts: a <c>list</c>, by columns, that the page reads of every chunk to search, sort and filter; and <c>details</c>, that it reads only of a chunk
/// of which a finding is opened. Both are JSON, as zlib streams in base64, in script elements that no browser runs.
/// </summary>
/// <param name="to">The page.</param>
internal sealed class FindingChunk(Stream to) : IDisposable
{
    /// <summary>Findings in a chunk at most.</summary>
    public const int Most = 5_000;

    /// <summary>Bytes of JSON in a chunk, about: long texts make chunks of fewer findings, so that memory has a bound here and in the browser.</summary>
    private const int MostBytes = 4_000_000;

    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> strings = [];
    private readonly List<string> resources = [];
    private readonly List<int>[] columns = [.. ListColumns.Names.Select(_ => new List<int>())];
    private readonly MemoryStream packed = new();
    private ZLibStream? details;
    private Utf8JsonWriter? detailsJson;
    private long listChars;
    private long first;

    /// <summary>Takes one more, and writes the chunk when that fills it.</summary>
    public void Add(Finding finding)
    {
        resources.Add(finding.ResourceId);
        listChars += finding.ResourceId.Length;
        var values = ListColumns.Of(finding);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Add(NumberOf(values[i]));
        }

        AddDetail(new(finding.ObservedAt, finding.Tags, finding.Evidence, finding.Repairs));
        if (resources.Count == Most || listChars + detailsJson!.BytesCommitted > MostBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Flush()
    {
        if (resources.Count == 0)
        {
            return;
        }

        // The details were packed as they came; the list is packed now, into the same memory once that is written.
        EndDetails();
        WriteElement("details");
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteList(zlib);
        }

        WriteElement("list");
        first += resources.Count;
        resources.Clear();
        strings.Clear();
        numbers.Clear();
        listChars = 0;
        Array.ForEach(columns, column => column.Clear());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        detailsJson?.Dispose();
        details?.Dispose();
        packed.Dispose();
    }

    private int NumberOf(string value)
    {
        if (!numbers.TryGetValue(value, out var number))
        {
            number = strings.Count;
            numbers.Add(value, number);
            strings.Add(value);
            listChars += value.Length;
        }

        return number;
    }

    private void AddDetail(FindingDetail detail)
    {
        if (detailsJson is null)
        {
            details = new(packed, CompressionLevel.Optimal, leaveOpen: true);
            detailsJson = new(details);
            detailsJson.WriteStartArray();
        }

        JsonSerializer.Serialize(detailsJson, detail, PageJson.Default.FindingDetail);
    }

    private void EndDetails()
    {
        detailsJson!.WriteEndArray();
        detailsJson.Dispose();
        details!.Dispose();
        detailsJson = null;
    }

    private void WriteList(Stream zlib)
    {
        using Utf8JsonWriter json = new(zlib);
        json.WriteStartObject();
        WriteStrings(json, "strings", strings);
        WriteStrings(json, "resource", resources);
        for (var i = 0; i < columns.Length; i++)
        {
            json.WriteStartArray(ListColumns.Names[i]);
            columns[i].ForEach(json.WriteNumberValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, List<string> values)
    {
        json.WriteStartArray(name);
        values.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private void WriteElement(string part)
    {
        to.Write(System.Text.Encoding.ASCII.GetBytes(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<script type=\"application/octet-stream;base64\" data-part=\"{part}\" data-first=\"{first}\" data-count=\"{resources.Count}\">")));
        var all = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        // A multiple of three, so that only the last piece is padded.
        const int Piece = 3 * 8_192;
        Span<byte> text = new byte[Piece / 3 * 4];
        for (var at = 0; at < all.Length; at += Piece)
        {
            Base64.EncodeToUtf8(all[at..Math.Min(at + Piece, all.Length)], text, out _, out var written);
            to.Write(text[..written]);
        }

        to.Write("</script>\n"u8);
        packed.SetLength(0);
    }
}
