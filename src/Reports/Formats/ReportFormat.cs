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
    ];
}
