using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For people at a terminal.</summary>
internal sealed class TextRenderer(Output output, TimeProvider time, bool verbose, bool noColor) : Renderer(output, time, verbose)
{
    private readonly Paint _paint = new(output.Color && !noColor);

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading)
    {
        foreach (var fault in reading.Faults)
        {
            Line(Colored(fault));
        }

        var (errors, warnings) = (reading.Faults.Count(f => f.Severity == Severity.Error), reading.Faults.Count(f => f.Severity == Severity.Warning));
        Line(reading.Bundle is { } policies
            ? _paint.Green($"The policies are valid: {policies.Accounts.Count} accounts in {policies.OrganizationalUnits.Count} units, {policies.Guardrails.Count} guardrails, {policies.Groups.Count} groups, {policies.PermissionSets.Count} permission sets, {policies.Assignments.Count} assignments{(warnings > 0 ? $"; {warnings} warnings" : "")}.")
            : _paint.Red($"{errors} errors, {warnings} warnings."));
    }

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo)
    {
        Body(plan);
        if (!plan.Applicable)
        {
            Line(_paint.Red("This plan does not apply until the above is mended."));
        }
        else if (plan.Pending.Any())
        {
            Line($"Carry it out with: baseline apply{(savedTo is null ? "" : $" {savedTo}")}");
        }
    }

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options)
    {
        Body(plan);
        if (!plan.Applicable)
        {
            Line(_paint.Red("Nothing was changed: this plan does not apply until the above is mended."));
        }
    }

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal)
    {
        foreach (var outcome in outcomes)
        {
            switch (outcome)
            {
                case Outcome.Failed failed:
                    Line(_paint.Red($"✗ {outcome.Change.Address}: {Paint.Safe(failed.Why.ToString())}"));
                    if (Verbose && failed.Cause is not null)
                    {
                        Output.Diagnostics.WriteLine(failed.Cause);
                    }

                    break;
                case Outcome.Skipped skipped:
                    Line(_paint.Yellow($"- {outcome.Change.Address}: skipped because of {skipped.Because}"));
                    break;
                case Outcome.Interrupted:
                    Line(_paint.Yellow($"- {outcome.Change.Address}: interrupted"));
                    break;
            }
        }

        int Count<T>() => outcomes.Count(o => o is T);
        var whole = Count<Outcome.Done>() == outcomes.Count;
        var rest = $"{Count<Outcome.Failed>()} failed, {Count<Outcome.Skipped>()} skipped, {Count<Outcome.Interrupted>()} interrupted";
        Line(whole
            ? _paint.Green($"Applied: {outcomes.Count} changes in {took.TotalSeconds:0.0} s.")
            : _paint.Red($"Applied in part: {Count<Outcome.Done>()} of {outcomes.Count} changes in {took.TotalSeconds:0.0} s; {rest}. Running it again continues."));
        Line(_paint.Dim($"Journal: {journal}"));
    }

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings)
    {
        var width = findings.Max(f => f.Name.Length);
        foreach (var finding in findings)
        {
            var sign = finding.Condition switch
            {
                Condition.Ok => _paint.Green("ok     "),
                Condition.Warning => _paint.Yellow("warning"),
                Condition.Missing => _paint.Red("missing"),
            };
            Line($"{sign}  {finding.Name.PadRight(width)}  {Paint.Safe(finding.What)}{(finding.Remedy is null ? "" : $" — {finding.Remedy}")}");
        }

        var missing = findings.Count(f => f.Condition == Condition.Missing);
        Line(missing == 0 ? _paint.Green("Ready to apply.") : _paint.Red($"Not ready: {missing} missing."));
    }

    private void Body(Plan plan)
    {
        var pending = plan.Pending.ToList();
        var chapters = Words.Chapters.Append((Heading: Words.Others, Kinds: [.. pending.Select(c => c.Address.Kind).Distinct().Where(k => !Words.Chapters.Any(c => c.Kinds.Contains(k)))]));
        foreach (var (heading, kinds) in chapters)
        {
            Chapter(heading, [.. pending.Where(c => kinds.Contains(c.Address.Kind))]);
        }

        foreach (var note in plan.Notes)
        {
            Line(_paint.Dim(Paint.Safe(note.ToString())));
        }

        foreach (var fault in plan.Unread.Concat(plan.Refusals))
        {
            Line(Colored(fault));
        }

        Line(pending.Count == 0 && plan.Applicable
            ? _paint.Green($"Nothing to do: all {plan.Changes.Count} resources are as declared.")
            : _paint.Bold(Words.Summary(plan)));
    }

    private void Chapter(string heading, List<Change> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        Line(_paint.Bold(heading));
        foreach (var change in changes.Where(c => !Folding.Folds(c.Address.Kind)).OrderBy(c => c.Address))
        {
            Single(change);
        }

        foreach (var folded in Folding.Of(changes))
        {
            Line($"  {Colored(folded.Verb, $"{Words.Sign(folded.Verb)} {Paint.Safe(folded.What)} {Cut(string.Join(", ", folded.To), 6 + folded.What.Length)}")}");
        }

        Line("");
    }

    private void Single(Change change)
    {
        var source = Words.Source(change);
        Line($"  {Colored(change.Verb, $"{Words.Sign(change.Verb)} {Paint.Safe(change.Address.ToString())}")}{(source.Length > 0 ? _paint.Dim($"  {source}") : "")}");
        if (change.Verb == Verb.Create)
        {
            foreach (var (name, value) in Words.Essentials(change.After!))
            {
                Line($"      {_paint.Dim(name + ":")} {Cut(value, name.Length + 8)}");
            }
        }

        if (change.Verb == Verb.Update)
        {
            foreach (var difference in change.Differences)
            {
                Line($"      {difference.Path}: {_paint.Red(Cut(Words.Value(difference.Before), Output.Width / 2))} → {_paint.Green(Cut(Words.Value(difference.After), Output.Width / 2))}");
            }
        }
    }

    // A value in what room is left on the line; all of it with --verbose.
    private string Cut(string value, int taken) => Paint.Safe(value, Verbose ? int.MaxValue : Math.Max(20, Output.Width - taken));

    private string Colored(Verb verb, string text) => verb switch
    {
        Verb.Create => _paint.Green(text),
        Verb.Update => _paint.Yellow(text),
        Verb.Delete => _paint.Red(text),
        Verb.Keep => text,
    };

    private string Colored(Fault fault) => fault.Severity switch
    {
        Severity.Error => _paint.Red(Paint.Safe(fault.ToString())),
        Severity.Warning => _paint.Yellow(Paint.Safe(fault.ToString())),
        Severity.Note => _paint.Dim(Paint.Safe(fault.ToString())),
    };

    private void Line(string text) => Output.Result.WriteLine(text);
}
