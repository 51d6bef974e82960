using System.Buffers;
using System.Globalization;
using System.Text;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.csv</c>: a row for each finding, as RFC 4180 has it (commas, CRLF, doubled quotes), in UTF-8 with a byte order mark, without which Excel takes it for another encoding.
/// Frameworks are columns of their own, with what the control answers of each.
/// </summary>
/// <remarks>
/// A cell that a spreadsheet would compute gets an apostrophe in front of the sign (OWASP, "CSV injection"): <c>= + - @</c> and their full-width forms, at its beginning, and behind a
/// semicolon, at which spreadsheets of many countries part cells whatever is quoted. Line breaks, tabs and hidden signs are shown as <c>\u000a</c>, so that a row is a line.
/// </remarks>
internal sealed class CsvReport : ReportWriter
{
    // Excel holds 32,767 characters in a cell, and throws away the rest of the row beyond.
    private const int MostInCell = 32_000;

    private static readonly string[] fixedColumns =
    [
        "control", "title", "severity", "environment", "account", "account name", "region", "resource type", "resource", "verdict", "reason", "declared", "observed", "observed at",
        "exemption", "exemption expires", "exemption approver", "exemption ticket", "evidence", "evidence sha256", "last repair",
    ];

    private static readonly SearchValues<char> needQuotes = SearchValues.Create("\",;\r\n\t '");
    private static readonly SearchValues<char> dangerous = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
    private readonly StreamWriter file;
    private readonly Standing standing;
    private readonly Dictionary<string, (string Before, string Behind)> controls = [];
    private readonly Dictionary<string, string> exemptions = [];

    /// <param name="report">What is written.</param>
    /// <param name="file">Where to.</param>
    public CsvReport(Report report, Stream file)
        : base(report)
    {
        this.file = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 14) { NewLine = "\r\n" };
        standing = new(report.Header);
    }

    /// <inheritdoc/>
    public override void Begin() =>
        file.WriteLine(string.Join(',', fixedColumns.Concat(Report.Header.Catalogue.Frameworks.Select(each => $"{each.Name} {each.Version}")).Select(Cell)));

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        var (before, behind) = Known(finding.Control);
        file.Write(before);
        Put(finding.Environment);
        Put(finding.AccountId);
        Put(standing.AccountName(finding.AccountId));
        Put(finding.Region);
        Put(finding.ResourceType);
        Put(finding.ResourceId);
        Put(Standing.Word(finding.Verdict));
        Put(finding.Reason);
        Put(finding.Declared?.ToJsonString() ?? "");
        Put(finding.Observed?.ToJsonString() ?? "");
        Put(Time(finding.ObservedAt));
        file.Write(Exemption(finding.Exemption));
        Put(finding.Evidence is [var evidence, ..] ? evidence.Call : "");
        Put(finding.Evidence is [var same, ..] ? same.Sha256 : "");
        file.Write(Cell(finding.Repairs is [.., var last] ? $"{Time(last.At)} {last.Step}: {last.Why}" : ""));
        file.WriteLine(behind);
    }

    /// <inheritdoc/>
    public override void End() => file.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => file.Dispose();

    private void Put(string text)
    {
        file.Write(Cell(text));
        file.Write(',');
    }

    private (string Before, string Behind) Known(string id)
    {
        if (!controls.TryGetValue(id, out var known))
        {
            var control = standing.Control(id);
            known = (
                $"{Cell(id)},{Cell(control.Title)},{Cell(control.Severity.ToString())},",
                string.Concat(Report.Header.Catalogue.Frameworks.Select(framework =>
                    "," + Cell(string.Join(' ', control.Crosswalk.Where(each => each.Framework == framework.Key).Select(each => each.Requirement))))));
            controls[id] = known;
        }

        return known;
    }

    private string Exemption(string? id)
    {
        if (id is null)
        {
            return ",,,,";
        }

        if (!exemptions.TryGetValue(id, out var cells))
        {
            var exemption = standing.Exemption(id);
            cells = $"{Cell(id)},{(exemption is null ? "" : Time(exemption.Expires))},{Cell(exemption?.Approver ?? "")},{Cell(exemption?.Ticket ?? "")},";
            exemptions[id] = cells;
        }

        return cells;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A cell's text as it stands in the file.</summary>
    internal static string Cell(string text)
    {
        var inert = Inert(Plain.Clip(text, MostInCell));
        return inert.AsSpan().IndexOfAny(needQuotes) < 0 ? inert : $"\"{inert.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Inert(string text)
    {
        if (text.AsSpan().IndexOfAny(dangerous) < 0)
        {
            return text;
        }

        var inert = new StringBuilder(text.Length + 4);
        var begins = true;
        foreach (var sign in text)
        {
            if (begins && dangerous.Contains(sign))
            {
                inert.Append('\'');
            }

            inert.Append(sign);
            // Quotes too: where a semicolon parts cells, the quote behind it opens one.
            begins = sign == ';' || (begins && (char.IsWhiteSpace(sign) || sign is '"'));
        }

        return inert.ToString();
    }
}
