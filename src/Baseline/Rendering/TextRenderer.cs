using System.Text;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For people at a terminal.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal sealed class TextRenderer(Output output, TimeProvider time, Manner manner) : Renderer(output, time, manner)
{
    // Of each kind; --verbose tells all.
    private const int NamesOfNotRead = 5;

    private readonly Paint _paint = new(output.Color);

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading)
    {
        var text = new StringBuilder();
        foreach (var fault in reading.Faults)
        {
            Line(text, _paint.As(fault.Severity, Harmless.Text(OneLine(fault))));
        }

        var warnings = reading.Faults.Count(f => f.Severity == Severity.Warning);
        Line(text, reading.Bundle is { } policies
            ? _paint.Green($"policies are valid: {Contents(policies)}{(warnings > 0 ? $"; {Words.Count(warnings, "warning")}" : "")}")
            : _paint.Red($"{Words.Count(reading.Faults.Count(f => f.Severity == Severity.Error), "error")}, {Words.Count(warnings, "warning")}"));
        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Checked(TemplateChecks checks) => Output.Result.Write(new CheckText(_paint, Manner).Of(checks));

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo)
    {
        var text = Body(plan);
        if (!plan.Applicable)
        {
            Line(text, _paint.Red("This plan does not apply until the above is mended."));
        }
        else if (plan.Pending.Any())
        {
            Line(text, Manner.Next is { } next ? $"Carry it out with: {next}{(savedTo is null ? "" : " " + Invocation.Quoted(savedTo))}" : "This was held against a snapshot, which cannot be changed.");
        }

        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options)
    {
        var text = Body(plan);
        if (!plan.Applicable)
        {
            Line(text, _paint.Red("Nothing was changed: this plan does not apply until the above is mended."));
        }

        Output.Result.Write(text);
    }

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal) =>
        Output.Result.Write(new TextOutcomes(_paint, Output.Width, Manner).Of(outcomes, took, journal));

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings)
    {
        var (text, column) = (new StringBuilder(), findings.Select(f => Columns.Of(Harmless.Text(f.Name))).DefaultIfEmpty().Max());
        foreach (var finding in findings)
        {
            var (sign, color) = finding.Condition switch
            {
                Condition.Ok => ("ok     ", Verb.Create),
                Condition.Warning => ("warning", Verb.Update),
                Condition.Missing => ("missing", Verb.Delete),
            };
            var name = Harmless.Text(finding.Name);
            Line(text, $"{_paint.As(color, sign)}  {name}{new string(' ', column - Columns.Of(name))}  {Harmless.Text(finding.What)}");
            if (finding.Remedy is { } remedy)
            {
                Line(text, $"{new string(' ', column + 11)}→ {Harmless.Text(remedy)}");
            }
        }

        var missing = findings.Count(f => f.Condition == Condition.Missing);
        Line(text, missing == 0 ? _paint.Green("Ready to apply.") : _paint.Red($"Not ready: {missing} of {findings.Count} missing."));
        Output.Result.Write(text);
    }

    private StringBuilder Body(Plan plan)
    {
        var text = new StringBuilder(new TextPlan(_paint, Output.Width, Manner.Verbose).Of(plan));
        foreach (var note in plan.Notes)
        {
            Line(text, _paint.Dim(Harmless.Text(OneLine(note))));
        }

        Line(text, plan.Applicable && !plan.Pending.Any()
            ? _paint.As(plan.Complete ? Verb.Create : Verb.Update, $"Nothing to do: all {Words.Count(plan.Changes.Count, "resource")}{(plan.Complete ? "" : " that could be read")} are as declared.")
            : _paint.Bold(Words.Summary(plan)));
        Loudly(text, "out of reach, left as they are", [.. plan.OutOfReach.Select(o => o.Told)]);
        Loudly(text, "could not be read, so nothing is known about it", plan.Unread);
        if (plan.NotRead.Count > 0)
        {
            Line(text, "");
            Line(text, _paint.Bold("Declared, and not known whether it is there:"));
        }

        foreach (var line in Words.NotRead(plan, Manner.Verbose ? int.MaxValue : NamesOfNotRead))
        {
            Line(text, "  ? " + Harmless.Text(line));
        }

        Loudly(text, "refused", plan.Refusals);
        return plan.Applicable ? text : text.Append('\n');
    }

    private void Loudly(StringBuilder text, string why, IReadOnlyList<Fault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, _paint.Bold(_paint.Red($"{faults.Count} {why}:")));
        foreach (var fault in faults)
        {
            Line(text, _paint.Red("  ✗ " + Harmless.Text((fault with { Remedy = null }).ToString())));
            if (fault.Remedy is { } remedy)
            {
                Line(text, "    → " + Harmless.Text(remedy));
            }
        }
    }

    private static string Contents(PolicyBundle policies) => string.Join(", ",
    [
        Words.Count(policies.Guardrails.Count, "guardrail"),
        Words.Count(policies.OrganizationalUnits.Count, "unit"),
        Words.Count(policies.Accounts.Count, "account"),
        Words.Count(policies.Groups.Count, "group"),
        Words.Count(policies.PermissionSets.Count, "permission set"),
        Words.Count(policies.Assignments.Count, "assignment"),
    ]);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
