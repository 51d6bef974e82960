using System.Text;
using System.Text.Json;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>A <c>report.json</c> that was written earlier, read line by line.</summary>
/// <param name="path">Of the file.</param>
internal sealed class ReportFile(string path)
{
    private const string HeaderBegins = "{\"formatVersion\":1,\"header\":";
    private const string SummaryBegins = "\"summary\":";
    private const string FindingsBegin = "\"findings\":[";

    /// <summary>As it was given.</summary>
    public string Path => path;

    /// <summary>Header and counts.</summary>
    /// <exception cref="InvalidDataException">The file is no report of ours; the message says where it stops being one.</exception>
    public Report Read()
    {
        using var lines = Lines();
        var header = Parse(lines, 1, HeaderBegins, ReportJson.Default.ReportHeader);
        var summary = new Summary();
        foreach (var line in Parse(lines, 2, SummaryBegins, ReportJson.Default.SummaryLineArray))
        {
            summary.Add(line);
        }

        return new(header, summary);
    }

    /// <summary>The findings, in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Read"/>.</exception>
    public IEnumerable<Finding> Findings()
    {
        using var lines = Lines();
        lines.ReadLine();
        lines.ReadLine();
        var number = 3;
        Expect(lines.ReadLine() == FindingsBegin, number, $"the line {FindingsBegin}");
        for (var line = lines.ReadLine(); line != "]}"; line = lines.ReadLine())
        {
            Expect(line is not null, ++number, "a finding or the end ]}");
            yield return Parsed(line.AsSpan().TrimEnd(','), number);
        }
    }

    private StreamReader Lines() => new(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);

    private Finding Parsed(ReadOnlySpan<char> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReportJson.Default.Finding) ?? throw new JsonException("null is no finding");
        }
        catch (JsonException fault)
        {
            throw Broken(number, "a finding", fault);
        }
    }

    private T Parse<T>(StreamReader lines, int number, string begins, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var line = lines.ReadLine();
        Expect(line?.StartsWith(begins, StringComparison.Ordinal) == true, number, $"a line that begins {begins}");
        try
        {
            return JsonSerializer.Deserialize(line.AsSpan(begins.Length).TrimEnd(','), type) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw Broken(number, $"a line that begins {begins}", fault);
        }
    }

    private void Expect(bool holds, int number, string expected)
    {
        if (!holds)
        {
            throw Broken(number, expected, null);
        }
    }

    private InvalidDataException Broken(int number, string expected, Exception? why) =>
        new($"{path}:{number}: not a report of this tool's: expected {expected}{(why is null ? "" : $" ({why.Message})")}", why);
}
