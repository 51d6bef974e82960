using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Sampling;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report sample</c>: findings to look at by hand, drawn so that anybody draws the same.</summary>
internal static class ReportSampleCommand
{
    private const string AllControls = "all";

    public static Command Create(CommonOptions options, Runner runner, Output output)
    {
        var directory = new Argument<string>("DIR") { Description = "A pack, a report.json, or a directory of packs, of which the newest is taken", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "reports" };
        var control = new Option<string>("--control") { Description = $"The control to sample, or {AllControls}", HelpName = "ID", Required = true };
        var size = new Option<int>("--size") { Description = $"How many findings, 1 to {SampleWish.Largest}", HelpName = "N", DefaultValueFactory = _ => 25 };
        var seed = new Option<string>("--seed") { Description = "Any text; the same seed draws the same sample", HelpName = "S", Required = true };
        var strata = new Option<bool>("--by-verdict") { Description = "So many of each verdict, instead of in all" };
        return new Command("sample", "Draw findings to look at by hand, each with the command that shows the same evidence") { directory, control, size, seed, strata }.With(options, runner, output, (parsed, lines, _) =>
        {
            var wish = new SampleWish(
                parsed.GetValue(control) is var named && named == AllControls ? null : named,
                parsed.GetValue(size),
                parsed.GetValue(seed)!,
                parsed.GetValue(strata) ? Strata.ByVerdict : Strata.None);
            var sample = Sample.Draw(ReportPlace.Of(parsed.GetValue(directory)!), wish);
            lines.Write(
                format => format switch { "json" => SampleTelling.Json(sample), "markdown" => SampleTelling.Markdown(sample), _ => SampleTelling.Text(sample) },
                (line, paint) => line is [>= '0' and <= '9', ..] && line.Contains(". ", StringComparison.Ordinal) ? paint.Bold(line) : line);
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
