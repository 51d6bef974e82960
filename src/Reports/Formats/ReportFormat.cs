using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>A format that a report can be written in.</summary>
/// <param name="Name">As <c>--formats</c> takes it.</param>
/// <param name="File">Its name in the pack.</param>
/// <param name="Open">A writer into an empty, buffered stream, which it disposes of.</param>
internal sealed record ReportFormat(string Name, string File, Func<Report, Stream, ReportWriter> Open)
{
    /// <summary>The one list.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("json", "report.json", (report, file) => new JsonReport(report, file)),
        new("csv", "report.csv", (report, file) => new CsvReport(report, file)),
        new("markdown", "report.md", (report, file) => new MarkdownReport(report, file)),
        new("ocsf", "report.ocsf.json", (report, file) => new OcsfReport(report, file)),
        new("oscal", "report.oscal.json", (report, file) => new OscalReport(report, file)),
        new("sarif", "report.sarif", (report, file) => new SarifReport(report, file)),
        new("asff", "report.asff.json", (report, file) => new AsffReport(report, file)),
        new("html", "report.html", (report, file) => new HtmlReport(report, file)),
    ];
}
