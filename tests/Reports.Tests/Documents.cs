using System.Text;
using System.Text.Json;
using NJsonSchema;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>Written reports, parsed for tests.</summary>
internal static class Documents
{
    /// <summary>One finding of each verdict, in the order of keys.</summary>
    public static IReadOnlyList<Finding> OfEveryVerdict { get; } = [.. Made.Findings(400).GroupBy(each => each.Verdict).Select(each => each.First()).OrderBy(each => each.Key, StringComparer.Ordinal)];

    /// <summary>A format as JSON.</summary>
    public static JsonElement Json(string format, IReadOnlyList<Finding> findings)
    {
        using var document = JsonDocument.Parse(Made.Written(format, findings));
        return document.RootElement.Clone();
    }

    /// <summary>A format as JSON, under another header.</summary>
    public static JsonElement Json(string format, ReportHeader header, IReadOnlyList<Finding> findings)
    {
        using var file = new MemoryStream();
        using (var writer = ReportFormat.All.Single(each => each.Name == format).Open(new(header, Made.Report(findings).Summary), file))
        {
            writer.Begin();
            findings.ToList().ForEach(writer.Write);
            writer.End();
        }

        using var document = JsonDocument.Parse(file.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>A format as text; bytes that are no UTF-8 are an error.</summary>
    public static string Text(string format, IReadOnlyList<Finding> findings) =>
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Made.Written(format, findings));

    /// <summary>Every string of a document, names of members included.</summary>
    public static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(each => Strings(each.Value).Prepend(each.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    /// <summary>Fails with everything that the schema has against a document.</summary>
    public static async Task Valid(string schema, JsonElement document)
    {
        var known = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Fixture(schema), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var elements = document.ValueKind == JsonValueKind.Array ? document.EnumerateArray().ToList() : [document];
        foreach (var element in elements)
        {
            var errors = known.Validate(element.GetRawText());
            Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{element.GetRawText()[..Math.Min(2_000, element.GetRawText().Length)]}");
        }
    }

    /// <summary>Rows of a CSV document as RFC 4180 has it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string csv)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && csv[i] == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (!quoted && csv[i] == '\r' && csv[i + 1] == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add(row);
                row = [];
                i++;
            }
            else
            {
                cell.Append(csv[i]);
            }
        }

        Assert.True(cell.Length == 0 && row.Count == 0 && !quoted, "the last row is not ended");
        return rows;
    }

    private static string Fixture(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "tests", "fixtures", "report-schemas", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException($"no tests/fixtures/report-schemas/{name} above {AppContext.BaseDirectory}");
    }
}
