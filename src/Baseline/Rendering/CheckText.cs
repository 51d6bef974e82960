using System.Text;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>What came of <c>check</c>, for people at a terminal: one line for each fault, what is to be done below it, and a sum.</summary>
/// <param name="paint">Colours.</param>
/// <param name="manner">How much is told.</param>
internal sealed class CheckText(Paint paint, Manner manner)
{
    public StringBuilder Of(TemplateChecks checks)
    {
        var text = new StringBuilder();
        foreach (var fault in checks.Faults)
        {
            Line(text, paint.As(fault.Severity, Harmless.Text(fault.ToString())));
        }

        foreach (var finding in checks.Failures)
        {
            var (fault, severity) = (TemplateChecks.AsFault(finding), Words.Of(finding.Severity));
            Line(text, paint.As(fault.Severity, Harmless.Text($"{fault.Where}: {finding.Control} ({severity}): {fault.What}")));
            Line(text, "    → " + Harmless.Text(fault.Remedy ?? finding.Demand.Title));
            if (finding.Exemption is { Missed: not null } missed)
            {
                Line(text, "    " + Harmless.Text(missed.Why));
            }
        }

        foreach (var finding in checks.Exempt)
        {
            Line(text, paint.Dim(Harmless.Text($"{finding.Remark.Where}: {finding.Control} ({Words.Of(finding.Severity)}): exempt: {finding.Remark.What}")));
            Line(text, paint.Dim("    " + Harmless.Text(finding.Exemption!.Why)));
        }

        if (manner.Verbose)
        {
            foreach (var finding in checks.NotEvaluated)
            {
                Line(text, paint.Dim(Harmless.Text($"{finding.Remark.Where}: {finding.Control}: not evaluated for {finding.Resource}: {finding.Remark.What}")));
            }
        }

        foreach (var remark in checks.NotLookedAt)
        {
            Line(text, paint.Dim(Harmless.Text($"{remark.Where}: not evaluated: {remark.What}")));
        }

        Sum(text, checks);
        return text;
    }

    /// <summary>The last line, for every format that is read by people.</summary>
    public static string Sum(TemplateChecks checks)
    {
        var (unread, failed) = (checks.Templates.Count(template => template.Verdict is null), checks.Failures.Select(finding => finding.Control).Distinct().Count());
        return $"{checks.Environment}: {Words.Count(checks.Templates.Count, "template")}, {Words.Count(checks.Failures.Count, "failure")}{(failed > 0 ? $" of {Words.Count(failed, "control")}" : "")}, "
            + $"{(checks.Exempt.Count > 0 ? $"{checks.Exempt.Count} exempt, " : "")}{checks.Passed} passed, {checks.NotEvaluated.Count + checks.NotLookedAt.Count} not evaluated{(unread > 0 ? $", {unread} not read" : "")}";
    }

    private void Sum(StringBuilder text, TemplateChecks checks)
    {
        Line(text, checks.Failures.Count > 0 || checks.Templates.Any(template => template.Verdict is null) ? paint.Red(Sum(checks)) : paint.Green(Sum(checks)));
        if (checks.NotEvaluated.Count > 0 && !manner.Verbose)
        {
            Line(text, paint.Dim("What is not evaluated is known at deployment alone: --verbose tells what, --parameters gives values, --strict counts it as failed."));
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
