using System.Text.Json;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.json</c>: everything, and what <see cref="ReportFile"/> reads back. One JSON document in which header, counts and each finding stand on a line of their own, so that it can
/// be read by lines and searched with grep: <c>{"formatVersion":1,"header":…,</c> then <c>"summary":[…],</c> then <c>"findings":[</c>, the findings, and <c>]}</c>.
/// </summary>
internal sealed class JsonReport(Report report, Stream file) : JsonDocumentWriter(report, file)
{
    public const int FormatVersion = 1;

    /// <inheritdoc/>
    public override void Begin()
    {
        Raw("{\"formatVersion\":1,\"header\":"u8);
        JsonSerializer.Serialize(Json, Report.Header, ReportJson.Default.ReportHeader);
        Flush();
        Raw(",\n\"summary\":"u8);
        var lines = Report.Summary.Counts
            .OrderBy(each => each.Key.Control, StringComparer.Ordinal).ThenBy(each => each.Key.AccountId, StringComparer.Ordinal)
            .Select(each => new SummaryLine(each.Key.Control, each.Key.AccountId, each.Value.Pass, each.Value.Fail, each.Value.Exempt, each.Value.NotApplicable, each.Value.NotEvaluated));
        JsonSerializer.Serialize(Json, lines.ToArray(), ReportJson.Default.SummaryLineArray);
        Flush();
        Raw(",\n\"findings\":["u8);
    }

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        Separate();
        JsonSerializer.Serialize(Json, finding, ReportJson.Default.Finding);
        Flush();
    }

    /// <inheritdoc/>
    public override void End() => Raw("\n]}\n"u8);
}
