using System.Text;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>
/// For pull requests: one comment, refusals first, details folded. The first line marks it, so that it can be found and updated in place; the same plan gives the same text.
/// </summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal sealed class MarkdownRenderer(Output output, TimeProvider time, Manner manner) : Renderer(output, time, manner)
{
    private const string Mark = "<!-- secret-scoops-baseline -->";

    // A comment of its own, beside the plan's.
    private const string CheckMark = "<!-- secret-scoops-check -->";

    // Lines of faults told one by one.
    private const int MostFaults = 100;

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading)
    {
        var (errors, warnings) = (reading.Faults.Count(f => f.Severity == Severity.Error), reading.Faults.Count(f => f.Severity == Severity.Warning));
        var text = new StringBuilder($"{Mark}\n### Policies: {(reading.Bundle is null ? $"{Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}" : "valid")}\n\n");
        Faults(text, reading.Faults);
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Checked(TemplateChecks checks)
    {
        var text = new StringBuilder($"{CheckMark}\n### Templates: {Prose(CheckText.Sum(checks))}\n\n");
        Faults(text, checks.Faults);
        foreach (var finding in checks.Failures.Take(MostFaults))
        {
            text.Append($"- {Code(finding.Remark.Where.ToString())} **{Prose(finding.Control)}** ({Words.Of(finding.Severity)}): {Prose(finding.Remark.What)} — {Prose(finding.Remark.Remedy)}{(finding.Exemption is { Missed: not null } missed ? $" ({Prose(missed.Why)})" : "")}\n");
        }

        More(text, checks.Failures.Count);
        Folded(text, "Exempt", [.. checks.Exempt.Select(finding =>
            $"- {Code(finding.Remark.Where.ToString())} {Prose(finding.Control)} ({Words.Of(finding.Severity)}): {Prose(finding.Remark.What)} — {Prose(finding.Exemption!.Why)}\n")]);
        Folded(text, "Not evaluated",
        [
            .. checks.NotEvaluated.Select(finding => $"- {Code(finding.Remark.Where.ToString())} {Prose(finding.Control)}, {Prose(finding.Resource)}: {Prose(finding.Remark.What)}\n"),
            .. checks.NotLookedAt.Select(remark => $"- {Code(remark.Where.ToString())} {Prose(remark.What)}\n"),
        ]);
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo)
    {
        var text = new StringBuilder($"{Mark}\n### Landing zone plan: {Heading(plan)}\n\n");
        Obstacles(text, "Could not be read, so nothing is known about it", plan.Unread);
        foreach (var line in Words.NotRead(plan, MostFaults))
        {
            text.Append($"- not known whether it is there: {Prose(line)}\n");
        }

        text.Append(plan.NotRead.Count > 0 ? "\n" : "");
        Obstacles(text, "Refused", plan.Refusals);
        Obstacles(text, "Out of reach, left as they are", [.. plan.OutOfReach.Select(o => o.Told)]);
        text.Append($"| create | update | delete | unchanged |\n| ---: | ---: | ---: | ---: |\n| {plan.Count(Verb.Create)} | {plan.Count(Verb.Update)} | {plan.Count(Verb.Delete)} | {plan.Count(Verb.Keep)} |\n\n");
        text.Append(new MarkdownPlan().Of(plan));
        Faults(text, plan.Notes);
        text.Append($"<sub>policies `{Short(plan.Fingerprint.Policies)}`, organization `{Short(plan.Fingerprint.Estate)}`</sub>\n");
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options) => Plan(plan, policies, options, null);

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal)
    {
        var done = outcomes.Count(o => o is Outcome.Done);
        var text = new StringBuilder($"\n### {(done == outcomes.Count ? "Applied" : "Applied in part")}: {done} of {Words.Count(outcomes.Count, "change")} in {Words.Duration(took)}\n\n");
        Obstacles(text, "Failed", [.. outcomes.OfType<Outcome.Failed>().Select(f => f.Why)]);
        var rest = outcomes.Where(o => o is Outcome.Skipped or Outcome.Interrupted).ToList();
        foreach (var outcome in rest.Take(MostFaults))
        {
            text.Append($"- {Code(outcome.Change.Address.ToString())}: {(outcome is Outcome.Skipped s ? $"skipped, because it needs {Code(s.Because.ToString())}" : "interrupted")}\n");
        }

        More(text, rest.Count);
        text.Append($"{(rest.Count > 0 ? "\n" : "")}Journal: {Code(journal)}\n");
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings)
    {
        var missing = findings.Count(f => f.Condition == Condition.Missing);
        var text = new StringBuilder($"{Mark}\n### Doctor: {(missing == 0 ? "ready to apply" : $"{missing} of {findings.Count} missing")}\n\n| | looked at | found |\n| --- | --- | --- |\n");
        foreach (var finding in findings)
        {
            var condition = finding.Condition switch
            {
                Condition.Ok => "ok",
                Condition.Warning => "warning",
                Condition.Missing => "**missing**",
            };
            text.Append($"| {condition} | {Prose(finding.Name)} | {Prose(finding.What)}{(finding.Remedy is null ? "" : $" — {Prose(finding.Remedy)}")} |\n");
        }

        Output.Result.Write(text);
    }

    /// <summary>Text as Markdown shows it letter by letter: no markup, no HTML, no link, nobody mentioned.</summary>
    internal static string Prose(string text) => Harmless.Text(text).Aggregate(new StringBuilder(), (safe, c) => c switch
    {
        '<' => safe.Append("&lt;"),
        '>' => safe.Append("&gt;"),
        '&' => safe.Append("&amp;"),
        // GitHub looks for people and issues after Markdown is done; only an element between sign and name keeps it from that.
        '@' or '#' => safe.Append("<span>").Append(c).Append("</span>"),
        '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' => safe.Append('\\').Append(c),
        _ => safe.Append(c),
    }).Replace("://", ":<span></span>//").Replace("www.", "www<span></span>.").ToString();

    private static string Heading(Plan plan) => plan switch
    {
        { Applicable: false } => "does not apply",
        _ when plan.Pending.Any() => Words.Count(plan.Pending.Count(), "change"),
        _ => "nothing to do",
    };

    private static void Obstacles(StringBuilder text, string what, IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            text.Append($"**{what} ({faults.Count}):**\n\n");
            Faults(text, faults);
        }
    }

    private static void Faults(StringBuilder text, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults.Take(MostFaults))
        {
            text.Append($"- {Prose(OneLine(fault))}\n");
        }

        More(text, faults.Count);
        text.Append(faults.Count > 0 ? "\n" : "");
    }

    private static void Folded(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append($"\n<details><summary>{title} ({lines.Count})</summary>\n\n{string.Concat(lines.Take(MostFaults))}");
            More(text, lines.Count);
            text.Append("\n</details>\n");
        }
    }

    private static void More(StringBuilder text, int count) => text.Append(count > MostFaults ? $"- and {count - MostFaults} more\n" : "");

    private static string Code(string text) => $"`{Harmless.Text(text).Replace('`', '\'')}`";

    private static string Short(string fingerprint) => fingerprint.Length > 19 ? fingerprint[..19] : fingerprint;
}
