using System.Text;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For pull requests: one comment, refusals first, details folded. The first line marks it, so that it can be found and updated in place.</summary>
internal sealed class MarkdownRenderer(Output output, TimeProvider time, bool verbose) : Renderer(output, time, verbose)
{
    private const string Mark = "<!-- secret-scoops-baseline -->";

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading)
    {
        var text = new StringBuilder($"{Mark}\n### Policies: {(reading.Bundle is null ? "not valid" : "valid")}\n\n");
        Faults(text, reading.Faults);
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo)
    {
        var text = new StringBuilder($"{Mark}\n### Landing zone plan\n\n");
        text.Append($"| create | update | delete | unchanged |\n| ---: | ---: | ---: | ---: |\n| {plan.Count(Verb.Create)} | {plan.Count(Verb.Update)} | {plan.Count(Verb.Delete)} | {plan.Count(Verb.Keep)} |\n\n");
        if (!plan.Applicable)
        {
            text.Append("**This plan does not apply until this is mended:**\n\n");
            Faults(text, [.. plan.Unread, .. plan.Refusals]);
        }

        var pending = plan.Pending.ToList();
        foreach (var (heading, kinds) in Words.Chapters)
        {
            Chapter(text, heading, [.. pending.Where(c => kinds.Contains(c.Address.Kind))]);
        }

        Faults(text, plan.Notes);
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options) => Plan(plan, policies, options, null);

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal)
    {
        var text = new StringBuilder($"\n### Applied\n\n{outcomes.Count(o => o is Outcome.Done)} of {outcomes.Count} changes in {took.TotalSeconds:0.0} s.\n\n");
        Faults(text, [.. outcomes.OfType<Outcome.Failed>().Select(f => f.Why)]);
        foreach (var outcome in outcomes.Where(o => o is Outcome.Skipped or Outcome.Interrupted))
        {
            text.Append($"- `{outcome.Change.Address}` {(outcome is Outcome.Skipped s ? $"skipped because of `{s.Because}`" : "interrupted")}\n");
        }

        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder("| | looked at | found |\n| --- | --- | --- |\n");
        foreach (var finding in findings)
        {
            text.Append($"| {finding.Condition switch { Condition.Ok => "ok", Condition.Warning => "warning", Condition.Missing => "**missing**" }} | {finding.Name} | {Cell(finding.What)}{(finding.Remedy is null ? "" : $" — {Cell(finding.Remedy)}")} |\n");
        }

        Output.Result.Write(text);
    }

    private static void Chapter(StringBuilder text, string heading, List<Change> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        text.Append($"<details><summary>{heading}: {changes.Count} changes</summary>\n\n```diff\n");
        foreach (var change in changes.Where(c => !Folding.Folds(c.Address.Kind)).OrderBy(c => c.Address))
        {
            text.Append($"{Sign(change.Verb)} {Paint.Safe(change.Address.ToString())}\n");
            foreach (var difference in change.Verb == Verb.Update ? change.Differences : [])
            {
                text.Append($"    {difference.Path}: {Fenced(Words.Value(difference.Before))} → {Fenced(Words.Value(difference.After))}\n");
            }
        }

        foreach (var folded in Folding.Of(changes))
        {
            text.Append($"{Sign(folded.Verb)} {Fenced(folded.What)} {Fenced(string.Join(", ", folded.To))}\n");
        }

        text.Append("```\n\n</details>\n\n");
    }

    private static void Faults(StringBuilder text, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            text.Append($"- {Cell(fault.ToString())}\n");
        }

        text.Append(faults.Count > 0 ? "\n" : "");
    }

    // "!" is what GitHub's diff colouring shows as changed.
    private static string Sign(Verb verb) => verb == Verb.Update ? "!" : Words.Sign(verb);

    private static string Fenced(string text) => Paint.Safe(text).Replace("```", "'''", StringComparison.Ordinal);

    private static string Cell(string text) => Paint.Safe(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("@", "@\u200b", StringComparison.Ordinal);
}
