using System.Globalization;
using System.Text;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.md</c>: for a pull request or a wiki. Every figure with its arithmetic, then failed and exempt findings up to a bound, with the number left out said. Whatever a stranger may
/// have written stands in code spans, in which Markdown sees no links, mentions, HTML or table cells.
/// </summary>
internal sealed class MarkdownReport : ReportWriter
{
    /// <summary>Rows of failed findings, and of exempt ones.</summary>
    public const int MostRows = 500;

    private const int MostInCell = 300;
    private readonly StreamWriter file;
    private readonly Standing standing;

    // Exempt findings go by among the failed ones and have a table of their own.
    private readonly List<string> exempt = [];
    private int failed;

    /// <param name="report">What is written.</param>
    /// <param name="file">Where to.</param>
    public MarkdownReport(Report report, Stream file)
        : base(report)
    {
        this.file = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14) { NewLine = "\n" };
        standing = new(report.Header);
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        var summary = new MarkdownSummary(Report, standing);
        file.Write(summary.Head());
        file.Write(summary.ByEnvironment());
        file.Write(summary.ByFramework());
        file.Write(summary.Expiring());
        file.Write(summary.Gaps());
        file.Write("\n## Failed\n\n");
        var fails = Report.Summary.Of((_, _) => true).Fail;
        file.Write(fails == 0 ? "None of what was looked at fails.\n" : $"{Bound(fails, "fail")}\n\n| control | severity | environment | account | region | resource | why |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    }

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        if (finding.Verdict == Verdict.Fail && failed < MostRows)
        {
            failed++;
            file.Write(Row(finding.Control, standing.Control(finding.Control).Severity.ToString(), finding.Environment, standing.AccountName(finding.AccountId), finding.Region, finding.ResourceId, finding.Reason));
        }
        else if (finding.Verdict == Verdict.Exempt && exempt.Count < MostRows)
        {
            var exemption = standing.Exemption(finding.Exemption);
            exempt.Add(Row(finding.Control, finding.Environment, standing.AccountName(finding.AccountId), finding.Region, finding.ResourceId,
                finding.Exemption ?? "", exemption is null ? "" : Day(exemption.Expires), exemption?.Approver ?? ""));
        }
    }

    /// <inheritdoc/>
    public override void End()
    {
        file.Write("\n## Exempt\n\n");
        var all = Report.Summary.Of((_, _) => true).Exempt;
        file.Write(all == 0 ? "Nothing is exempt.\n" : $"{Bound(all, "are exempt")}\n\n| control | environment | account | region | resource | exemption | until | approver |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        exempt.ForEach(file.Write);
        file.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => file.Dispose();

    /// <summary>A row of a table, each cell a code span.</summary>
    internal static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Code))} |\n";

    /// <summary>
    /// Text as a code span on one line. Backticks and bars are shown by their numbers: the first would end the span, the second the cell, and renderers disagree on a bar behind a
    /// backslash.
    /// </summary>
    internal static string Code(string text) => text.Length == 0 ? " "
        : $"`{Plain.Filled(text, MostInCell).Replace("`", "\\u0060", StringComparison.Ordinal).Replace("|", "\\u007c", StringComparison.Ordinal)}`";

    /// <summary>A day in UTC.</summary>
    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Bound(int all, string what) => all > MostRows
        ? string.Create(CultureInfo.InvariantCulture, $"{all:N0} {what}. The first {MostRows:N0} follow; {all - MostRows:N0} are left out here and stand in `report.csv` and `report.json`.")
        : string.Create(CultureInfo.InvariantCulture, $"{all:N0} {what}; all follow.");
}
