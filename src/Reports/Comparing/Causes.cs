using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>Finds out why two reports differ in a finding, from the two findings and the two headers alone.</summary>
internal sealed class Causes(ReportHeader oldReport, ReportHeader newReport)
{
    private readonly Scope before = new(oldReport);
    private readonly Scope after = new(newReport);
    private readonly Dictionary<string, string?> changedControls = [];

    /// <summary>The difference between two findings of one key; one of them may be null.</summary>
    public Difference Of(Finding? old, Finding? latest) => (old, latest) switch
    {
        (null, { } appeared) => One(null, appeared, Appeared(appeared)),
        ({ } gone, null) => One(gone, null, Gone(gone)),
        _ => Both(old!, latest!),
    };

    private static Difference One(Finding? old, Finding? latest, (Cause Cause, string Because) why) => new(old, latest, [why.Cause], why.Because);

    private (Cause Cause, string Because) Appeared(Finding finding) =>
        finding.Verdict == Verdict.NotEvaluated ? (Cause.NewlyUnreadable, finding.Reason)
        : before.GapAt(finding) is { } gap ? (Cause.ReadableAgain, $"it could not be looked at before: {gap.Reason}")
        : before.WhyNot(finding) is { } why ? (Cause.PolicyChanged, $"it is looked at now; before, {why}")
        : (Cause.ResourceAppeared, "the older report does not have it");

    private (Cause Cause, string Because) Gone(Finding finding) =>
        after.WhyNot(finding) is { } why ? (Cause.PolicyChanged, $"it is looked at no more: {why}")
        : after.GapAt(finding) is { } gap ? (Cause.NewlyUnreadable, gap.Reason)
        : finding.Verdict == Verdict.NotEvaluated ? (Cause.ReadableAgain, "what is there could be looked at, and stands in findings of its own")
        : (Cause.ResourceDisappeared, "the newer report does not have it");

    private Difference Both(Finding old, Finding latest)
    {
        var found = new List<(Cause Cause, string Because)>();
        if (Readable(old, latest) is { } readable)
        {
            found.Add(readable);
        }
        else
        {
            (Cause, string)?[] why = [Exemption(old, latest), Policy(old, latest), Resource(old, latest), Check(old, latest)];
            found.AddRange(why.OfType<(Cause, string)>());
        }

        if (found.Count == 0)
        {
            found.Add(Unexplained(old, latest));
        }

        return new(old, latest, [.. found.Select(each => each.Cause)], string.Join("; ", found.Select(each => each.Because)));
    }

    private static (Cause, string)? Readable(Finding old, Finding latest) => (old.Verdict, latest.Verdict) switch
    {
        (Verdict.NotEvaluated, Verdict.NotEvaluated) => null,
        (_, Verdict.NotEvaluated) => (Cause.NewlyUnreadable, latest.Reason),
        (Verdict.NotEvaluated, _) => (Cause.ReadableAgain, $"it could not be looked at before: {old.Reason}"),
        _ => null,
    };

    private (Cause, string)? Exemption(Finding old, Finding latest) => Gained(old, latest) ?? Lost(old, latest);

    private (Cause, string)? Gained(Finding old, Finding latest) => latest.Exemption is not { } gained || gained == old.Exemption
        ? null
        : (before.Exemption(gained), after.Exemption(gained)) switch
        {
            (null, _) => (Cause.ExemptionAdded, $"exemption {gained} was added"),
            ({ } was, _) when !before.InForce(was) => (Cause.ExemptionAdded, $"exemption {gained} is in force now"),
            ({ } was, { } now) when Changed(was, now) => (Cause.ExemptionAdded, $"exemption {gained} was changed, and covers it now"),
            // It would have covered it before: there was nothing to cover.
            _ => null,
        };

    // Where it passes now, the end of an exemption is not why.
    private (Cause, string)? Lost(Finding old, Finding latest) => old.Exemption is not { } lost || lost == latest.Exemption || latest.Verdict is not (Verdict.Fail or Verdict.Exempt)
        ? null
        : after.Exemption(lost) switch
        {
            null => (Cause.ExemptionWithdrawn, $"exemption {lost} was taken out of the policies"),
            { } now when now.Expires <= newReport.At => (Cause.ExemptionExpired, $"exemption {lost} ended on {now.Expires:u}"),
            { } now when before.Exemption(lost) is { } was && Changed(was, now) => (Cause.ExemptionWithdrawn, $"exemption {lost} was changed, and covers it no more"),
            _ => null,
        };

    private (Cause, string)? Policy(Finding old, Finding latest)
    {
        if (!JsonNode.DeepEquals(old.Declared, latest.Declared))
        {
            return (Cause.PolicyChanged, "the policies ask for something else");
        }

        if (old.Environment != latest.Environment)
        {
            return (Cause.PolicyChanged, $"the account was in {old.Environment} and is in {latest.Environment}");
        }

        return ChangedControl(latest.Control) is { } why ? (Cause.PolicyChanged, why) : null;
    }

    // Two sources show the same thing in different words.
    private static (Cause, string)? Resource(Finding old, Finding latest) => JsonNode.DeepEquals(old.Observed, latest.Observed) || (!SameSources(old, latest) && (old.Observed is null || latest.Observed is null))
        ? null
        : (Cause.ResourceChanged, latest.Repairs.Skip(old.Repairs.Count).LastOrDefault() is { } repair ? $"AWS shows something else; the ledger says {repair.Step} at {repair.At:u}" : "AWS shows something else");

    private static (Cause, string)? Check(Finding old, Finding latest) => SameSources(old, latest) ? null : (Cause.CheckChanged, $"{Sources(old)} said it before, {Sources(latest)} says it now");

    private (Cause, string) Unexplained(Finding old, Finding latest) =>
        old.Observed is null && latest.Observed is null && old.Verdict != latest.Verdict
            ? (Cause.ResourceChanged, $"{Sources(latest)} judges it otherwise, and shows no values to compare")
            : (Cause.CheckChanged, oldReport.ToolVersion == newReport.ToolVersion
                ? "the same is declared and shown, and judged otherwise"
                : $"the same is declared and shown, and judged otherwise: the tool was {oldReport.ToolVersion} and is {newReport.ToolVersion}");

    /// <summary>What of a control has changed that can change a verdict; null when nothing has. Titles and mappings cannot.</summary>
    private string? ChangedControl(string id)
    {
        if (!changedControls.TryGetValue(id, out var why))
        {
            changedControls[id] = why = (before.Control(id), after.Control(id)) switch
            {
                ({ } was, { } now) when !was.Environments.SequenceEqual(now.Environments) => $"{id} is asked for in other environments",
                ({ } was, { } now) when Homes(was) != Homes(now) => $"{id} is declared, prevented or detected elsewhere",
                _ => null,
            };
        }

        return why;
    }

    private static bool Changed(ReportExemption was, ReportExemption now) =>
        JsonSerializer.Serialize(was, ReportJson.Default.ReportExemption) != JsonSerializer.Serialize(now, ReportJson.Default.ReportExemption);

    private static string Homes(Control control) => JsonSerializer.Serialize(control.Homes, ReportJson.Default.ControlHomes);

    private static bool SameSources(Finding old, Finding latest) => Sources(old) == Sources(latest);

    private static string Sources(Finding finding) => finding.Evidence.Count == 0
        ? "the policies alone"
        : string.Join(" and ", finding.Evidence.Select(each => each.Source).Where(source => source is not (EvidenceSource.Ledger or EvidenceSource.Exemption)).Distinct().Order());
}
