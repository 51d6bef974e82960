using System.Text;
using SecretScoops.Governance.Reports.Formats;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>A spreadsheet opens the file as it is meant.</summary>
public sealed class CsvReportTests
{
    [Fact]
    public void It_begins_with_a_byte_order_mark_and_ends_every_row_with_CRLF()
    {
        var written = Made.Written("csv", [.. Made.Findings(20)]);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), written[..3]);
        Assert.DoesNotContain("\n", Encoding.UTF8.GetString(written).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Frameworks_are_columns_with_what_the_control_answers()
    {
        var rows = Documents.Rows(Documents.Text("csv", [.. Made.Findings(400)]));

        var column = rows[0].ToList().IndexOf("NIST SP 800-53 r5");
        Assert.Equal("AC-2(1)", rows.First(row => row[0] == "iam-no-users")[column]);
        Assert.Equal("", rows.First(row => row[0] == "ssh-closed")[column]);
        Assert.Equal(401, rows.Count);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("x;@y", "\"x;'@y\"")]
    [InlineData("\t=1", "\\u0009=1")]
    [InlineData("\r\n=1", "\\u000d\\u000a=1")]
    [InlineData("a-b=c", "a-b=c")]
    public void A_cell_is_quoted_where_it_must_be_and_never_computed(string text, string cell) => Assert.Equal(cell, CsvReport.Cell(text));
}
