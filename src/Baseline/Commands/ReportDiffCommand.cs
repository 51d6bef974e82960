using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Reports.Comparing;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report diff</c>: what got better or worse between two reports, and why. Exit code 0 says nothing, 2 that there is something.</summary>
internal static class ReportDiffCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output)
    {
        var old = new Argument<string>("OLD") { Description = "The older report: a pack, or a report.json" };
        var latest = new Argument<string>("NEW") { Description = "The newer report" };
        return new Command("diff", "Tell what got better or worse between two reports, and why") { old, latest }.With(options, runner, output, (parsed, lines, _) =>
        {
            var comparison = new Comparison(ReportPlace.Of(parsed.GetValue(old)!), ReportPlace.Of(parsed.GetValue(latest)!));
            var counts = DifferenceCounts.Of(comparison.Differences());
            lines.Write(
                format => format switch { "json" => ComparisonTelling.Json(comparison, counts), "markdown" => ComparisonTelling.Markdown(comparison, counts), _ => ComparisonTelling.Text(comparison, counts) },
                Painted);
            return Task.FromResult(counts.All == 0 ? ExitCodes.Done : ExitCodes.Pending);
        });
    }

    private static string Painted(string line, Paint paint) => line switch
    {
        ['w', 'a', 'r', 'n', 'i', 'n', 'g', ..] => paint.Yellow(line),
        [' ', ' ', '-', ..] => paint.Red(line),
        [' ', ' ', '+', ..] => paint.Green(line),
        [' ', ' ', '~', ..] => paint.Yellow(line),
        _ => line,
    };
}
