using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>What a report came to, in a few lines: counts by environment, with the arithmetic.</summary>
internal static class ReportSummary
{
    private static readonly string[] heads = ["environment", "pass", "fail", "exempt", "not applicable", "not evaluated", "passed of evaluated"];

    /// <summary>The lines.</summary>
    /// <param name="format"><c>text</c>, <c>json</c> or <c>markdown</c>.</param>
    /// <param name="report">With its counts.</param>
    /// <param name="directory">Where it was written.</param>
    public static IEnumerable<string> Of(string format, Report report, string directory) => format switch
    {
        "json" => [Json(report, directory)],
        "markdown" => [.. Markdown(report, directory)],
        _ => [.. Text(report, directory)],
    };

    private static IEnumerable<string> Text(Report report, string directory)
    {
        string[][] rows = [heads, .. Rows(report)];
        var widths = Enumerable.Range(0, heads.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            yield return string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
        }

        yield return "";
        yield return Told(report, directory);
    }

    private static IEnumerable<string> Markdown(Report report, string directory)
    {
        yield return $"| {string.Join(" | ", heads)} |";
        yield return $"| --- |{string.Concat(Enumerable.Repeat(" ---: |", heads.Length - 1))}";
        foreach (var row in Rows(report))
        {
            yield return $"| {string.Join(" | ", row)} |";
        }

        yield return "";
        yield return Told(report, directory);
    }

    private static string Json(Report report, string directory) => new JsonObject
    {
        ["formatVersion"] = 1,
        ["report"] = report.Header.Id.ToString(),
        ["directory"] = directory,
        ["findings"] = report.Summary.Findings,
        ["environments"] = new JsonObject(report.Header.Environments.Select(name => KeyValuePair.Create(name, (JsonNode?)Node(report.In(name))))),
        ["gaps"] = report.Header.Gaps.Count,
    }.ToJsonString();

    private static JsonObject Node(Tally tally) => new()
    {
        ["pass"] = tally.Pass,
        ["fail"] = tally.Fail,
        ["exempt"] = tally.Exempt,
        ["notApplicable"] = tally.NotApplicable,
        ["notEvaluated"] = tally.NotEvaluated,
    };

    private static IEnumerable<string[]> Rows(Report report) => report.Header.Environments.Select(name => Row(name, report.In(name)));

    private static string[] Row(string name, Tally tally) =>
    [
        name, Count(tally.Pass), Count(tally.Fail), Count(tally.Exempt), Count(tally.NotApplicable), Count(tally.NotEvaluated),
        Tally.Share(tally.Pass, tally.Evaluated),
    ];

    private static string Told(Report report, string directory) =>
        $"wrote {directory}: {Words.Count((int)report.Summary.Findings, "finding")}, {Words.Count(report.Header.Catalogue.Controls.Count, "control")}, {Words.Count(report.Header.Accounts.Count, "account")}"
        + (report.Header.Gaps.Count > 0 ? $"; {Words.Count(report.Header.Gaps.Count, "part")} could not be read" : "");

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
