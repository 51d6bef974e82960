using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>Names of resources, tags and reasons are chosen by anybody; whatever they hold stays text in every format.</summary>
public sealed class HostileTests
{
    private static readonly string[] hostile =
    [
        "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r\n=1+1", "\uFF1D1+1", "a;=1+1", " =1+1", "\"=1+1",
        "a\u0000b\u0007\u001b[31mc", "a\u202Egpj.exe", "a\u2028b\u2029c", new string('x', 10_000), new string('\u0001', 10_000), "lone\uD800high", "lone\uDC00low", "\uD83C\uDF66 ice", "",
        "   ", "`code` | cell | <b>", "[link](javascript:alert(1)) {0} ![i](http://x)", "@someone #1 http://example.com", "]]>&amp;&#x3c;", "\\\\\\", "\"quoted\",\"row\"\r\nnext", "\uFEFFbom",
    ];

    /// <summary>A finding for each hostile text, in every place that a stranger can write to, and every verdict in turn.</summary>
    internal static IReadOnlyList<Finding> Findings { get; } = [.. hostile.Select((text, index) => Documents.OfEveryVerdict[index % 5] with
    {
        ResourceId = text,
        Reason = text,
        Tags = new Dictionary<string, string> { [text] = text, ["team"] = text },
        Declared = new JsonObject { ["value"] = text },
        Observed = new JsonObject { [text] = text },
    }).OrderBy(each => each.Key, StringComparer.Ordinal)];

    public static TheoryData<string> Formats => [.. ReportFormat.All.Select(each => each.Name).Where(each => each != "html")];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_sign_that_hides_reorders_or_controls_is_left_as_it_was(string format)
    {
        var text = Documents.Text(format, Findings);

        var left = text.Where((sign, index) => !(sign is '\n' or '\r' || (sign == '\uFEFF' && index == 0)) && CharUnicodeInfo.GetUnicodeCategory(sign)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator).Distinct();
        Assert.Empty(left.Select(sign => ((int)sign).ToString("x4", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("ocsf")]
    [InlineData("oscal")]
    [InlineData("sarif")]
    [InlineData("asff")]
    public void No_document_in_JSON_holds_a_tag_or_a_sign_beyond_ASCII(string format)
    {
        var text = Documents.Text(format, Findings);

        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('&', text);
        Assert.DoesNotContain(text, sign => !char.IsAscii(sign));
    }

    [Fact]
    public void No_cell_of_the_CSV_is_computed_whichever_sign_parts_cells()
    {
        var csv = Documents.Text("csv", Findings).TrimStart('\uFEFF');

        var rows = Documents.Rows(csv);
        Assert.Equal(Findings.Count + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        var cells = rows.SelectMany(row => row).Concat(csv.Split("\r\n").SelectMany(line => line.Split(';')))
            .Select(cell => cell.TrimStart(' ', '"', '\t'));
        Assert.DoesNotContain(cells, cell => cell.Length > 0 && "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r".Contains(cell[0], StringComparison.Ordinal));
        Assert.All(rows, row => Assert.All(row, cell => Assert.True(cell.Length < 32_767)));
    }

    [Fact]
    public void What_strangers_wrote_stands_in_Markdown_in_code_spans_alone()
    {
        var lines = Documents.Text("markdown", Findings).Split('\n');

        // What is left of a line without its code spans is ours.
        var ours = string.Join('\n', lines.Select(line => string.Concat(line.Split('`').Where((_, index) => index % 2 == 0))));
        Assert.All(lines, line => Assert.True(line.Count(sign => sign == '`') % 2 == 0, line));
        Assert.DoesNotContain("script", ours, StringComparison.Ordinal);
        Assert.DoesNotContain("http", ours, StringComparison.Ordinal);
        Assert.DoesNotContain("@", ours, StringComparison.Ordinal);
        Assert.DoesNotContain("<", ours, StringComparison.Ordinal);
        var tables = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("bucket", StringComparison.Ordinal));
        Assert.All(tables, line => Assert.True(line.Split('|').Length is 9 or 10 or 12 or 14 or 7, line));
    }

    [Fact]
    public void The_report_that_is_read_back_has_every_name_whole()
    {
        var document = Documents.Json("json", Findings);

        Assert.Equal(Findings.Select(each => Plain.WellFormed(each.ResourceId)), document.GetProperty("findings").EnumerateArray().Select(each => each.GetProperty("resourceId").GetString()));
    }
}
