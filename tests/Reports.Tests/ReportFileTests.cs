using SecretScoops.Governance.Reports.Formats;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What was written is read back whole, and what is no report is told where.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void A_report_is_read_back_as_it_was_written()
    {
        var findings = Made.Findings(400).ToList();
        var written = Made.Written("json", findings);
        File.WriteAllBytes(path, written);

        var file = new ReportFile(path);
        var report = file.Read();
        using var again = new MemoryStream();
        using (var writer = new JsonReport(report, again))
        {
            writer.Begin();
            file.Findings().ToList().ForEach(writer.Write);
            writer.End();
        }

        Assert.Equal(written, again.ToArray());
        Assert.Equal(findings.Count, report.Summary.Findings);
    }

    [Theory]
    [InlineData(0, "expected a line that begins")]
    [InlineData(2, "expected the line \"findings\":[")]
    [InlineData(10, "expected a finding or the end")]
    public void A_report_that_was_cut_off_is_told_where(int lines, string expected)
    {
        File.WriteAllBytes(path, Made.Written("json", [.. Made.Findings(40)]));
        File.WriteAllLines(path, File.ReadLines(path).Take(lines).ToList());

        var file = new ReportFile(path);
        var fault = Assert.Throws<InvalidDataException>(() =>
        {
            file.Read();
            file.Findings().ToList();
        });

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(path);
}
