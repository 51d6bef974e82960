using System.Text;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>How an apply ended, as a terminal shows it: what was done in a line for each kind, what was not in full.</summary>
/// <param name="paint">Colours.</param>
/// <param name="width">Columns.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal sealed class TextOutcomes(Paint paint, int width, Manner manner)
{
    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    public string Of(IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal)
    {
        Done([.. outcomes.OfType<Outcome.Done>()]);
        foreach (var failed in outcomes.OfType<Outcome.Failed>())
        {
            Failed(failed);
        }

        foreach (var cause in ByCause(outcomes.OfType<Outcome.Skipped>()))
        {
            Rest($"skipped, because they need {Harmless.Text(cause.Key.ToString())}", [.. cause]);
        }

        Rest("interrupted", [.. outcomes.OfType<Outcome.Interrupted>()]);
        Totals(outcomes, took);
        Line(paint.Dim($"Journal: {Harmless.Text(journal)}"));
        return _text.ToString();
    }

    private void Done(IReadOnlyList<Outcome.Done> done)
    {
        if (manner.Verbose)
        {
            foreach (var outcome in done)
            {
                Line(paint.Green($"✓ {Journal.VerbName(outcome.Change.Verb)} {Harmless.Text(outcome.Change.Address.ToString())}") + paint.Dim($"  {Words.Duration(outcome.Took)}"));
            }

            return;
        }

        foreach (var kind in done.GroupBy(o => o.Change.Address.Kind).OrderBy(g => Outline.OrderOf(g.Key)))
        {
            var counts = kind.GroupBy(o => o.Change.Verb).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Past(g.Key)}");
            Line(paint.Green($"✓ {Harmless.Text(kind.Key)}: {string.Join(", ", counts)}"));
        }
    }

    private void Failed(Outcome.Failed failed)
    {
        var address = failed.Change.Address.ToString();
        var where = failed.Why.Where.ToString() == address ? "" : $"{address}: ";
        Line(paint.Red($"✗ {Harmless.Text(where + (failed.Why with { Remedy = null }))}"));
        if (failed.Why.Remedy is { } remedy)
        {
            Line($"  → {Harmless.Text(remedy)}");
        }

        foreach (var line in manner.Verbose && failed.Cause is not null ? failed.Cause.ToString().Split('\n') : [])
        {
            Line(paint.Dim("    " + Harmless.Text(line.TrimEnd('\r'))));
        }
    }

    private void Rest(string why, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        Line(paint.Yellow($"- {Words.Count(outcomes.Count, "change")} {why}:"));
        foreach (var outcome in outcomes.Take(manner.Verbose ? int.MaxValue : 10))
        {
            Line("    " + Columns.Cut(outcome.Change.Address.ToString(), Math.Max(20, width - 4)));
        }

        if (!manner.Verbose && outcomes.Count > 10)
        {
            Line(paint.Dim($"    and {outcomes.Count - 10} more; --verbose tells all"));
        }
    }

    private void Totals(IReadOnlyList<Outcome> outcomes, TimeSpan took)
    {
        int Of<T>() => outcomes.Count(o => o is T);
        var done = Of<Outcome.Done>();
        if (done == outcomes.Count)
        {
            Line(paint.Green($"Applied: {Words.Count(done, "change")} in {Words.Duration(took)}."));
            return;
        }

        (int Count, string How)[] rest = [(Of<Outcome.Failed>(), "failed"), (Of<Outcome.Skipped>(), "skipped"), (Of<Outcome.Interrupted>(), "interrupted")];
        Line(paint.Bold(paint.Red(
            $"Applied in part: {done} of {Words.Count(outcomes.Count, "change")} in {Words.Duration(took)}; {string.Join(", ", rest.Where(r => r.Count > 0).Select(r => $"{r.Count} {r.How}"))}.")));
        Line($"What is done stays done. {(Of<Outcome.Failed>() > 0 ? "Mend the above, then continue" : "Continue")} with: {manner.Next ?? "baseline apply"}");
    }

    // What was skipped because of something skipped is told under what failed at the beginning of it. Outcomes are in the plan's order: causes come first.
    private static List<IGrouping<Address, Outcome.Skipped>> ByCause(IEnumerable<Outcome.Skipped> skipped)
    {
        var causes = new Dictionary<Address, Address>();
        return [.. skipped.GroupBy(s => causes[s.Change.Address] = causes.GetValueOrDefault(s.Because, s.Because))];
    }

    private static string Past(Verb verb) => verb switch
    {
        Verb.Keep => "kept",
        Verb.Create => "created",
        Verb.Update => "updated",
        Verb.Delete => "deleted",
    };

    private void Line(string text) => _text.Append(text).Append('\n');
}
