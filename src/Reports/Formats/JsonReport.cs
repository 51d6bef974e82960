using System.Text.Json;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.json</c>: everything, and what <see cref="ReportFile"/> reads back. One JSON document in which header, counts and each finding stand on a line of their own, so that it can
/// be read by lines and searched with grep: <c>{"formatVersion":1,"header":…,</c> then <c>"summary":[…],</c> then <c>"findings":[</c>, the findings, and <c>]}</c>.
/// </summary>
internal sealed class JsonReport(Report report, Stream file) : ReportWriter(report)
{
    public const int FormatVersion = 1;

    private bool first = true;

    /// <inheritdoc/>
    public override void Begin()
    {
        file.Write("{\"formatVersion\":1,\"header\":"u8);
        JsonSerializer.Serialize(file, Report.Header, ReportJson.Default.ReportHeader);
        file.Write(",\n\"summary\":"u8);
        var lines = Report.Summary.Counts
            .OrderBy(each => each.Key.Control, StringComparer.Ordinal).ThenBy(each => each.Key.AccountId, StringComparer.Ordinal)
            .Select(each => new SummaryLine(each.Key.Control, each.Key.AccountId, each.Value.Pass, each.Value.Fail, each.Value.Exempt, each.Value.NotApplicable, each.Value.NotEvaluated));
        JsonSerializer.Serialize(file, lines.ToArray(), ReportJson.Default.SummaryLineArray);
        file.Write(",\n\"findings\":["u8);
    }

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        file.Write(first ? "\n"u8 : ",\n"u8);
        first = false;
        JsonSerializer.Serialize(file, finding, ReportJson.Default.Finding);
    }

    /// <inheritdoc/>
    public override void End() => file.Write("\n]}\n"u8);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => file.Dispose();
}
