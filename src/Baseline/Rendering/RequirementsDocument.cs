using System.Text;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Where each requirement of the architecture stands, as a Markdown document: what declares it, prevents its breach, detects and repairs it, and which controls reports tell of.</summary>
internal sealed class RequirementsDocument
{
    private readonly StringBuilder _text = new();

    /// <summary>The document.</summary>
    public static string Of(PolicyBundle policies)
    {
        var document = new RequirementsDocument();
        document.Begin(policies.Controls);
        var guardrails = policies.Guardrails.ToDictionary(guardrail => guardrail.Value.Name, guardrail => guardrail.Value.Type, StringComparer.Ordinal);
        var remediations = policies.Find(RemediationsFile.Area)?.Value.Policy;
        foreach (var requirement in policies.Controls.Requirements)
        {
            document.Requirement(requirement, RequirementStanding.Of(requirement, policies.Controls, guardrails), remediations);
        }

        return document._text.ToString();
    }

    private void Begin(ControlCatalogue catalogue)
    {
        Line("# Where each requirement stands\n");
        Line("What the architecture demands (`policies/requirements.json`), and what stands for it. Made by `baseline explain --requirements` from the policies and the control catalogue; change those, not this page.\n");
        Line("*Not yet* is still to be built; *cannot* never will be, for the reason that is told. Config rules, Security Hub controls and remediations hold only in the environments that their policies name.\n");
        Line("| requirement | area | controls | not yet |\n| --- | --- | --- | --- |");
        foreach (var requirement in catalogue.Requirements)
        {
            var pending = requirement.Gaps.Where(gap => gap.Value.Pending).OrderBy(gap => gap.Key).Select(gap => Name(gap.Key));
            Line($"| [{requirement.Id}](#{requirement.Id.ToLowerInvariant()}) | {Cell(requirement.Area)} | {catalogue.Controls.Count(control => control.Requirements.Contains(requirement.Id))} | {string.Join(", ", pending)} |");
        }
    }

    private void Requirement(Requirement requirement, RequirementStanding standing, RemediationsPolicy? remediations)
    {
        Line($"\n## {requirement.Id}\n\n{Cell(requirement.Demand)}.\n");
        Line("| stage | where |\n| --- | --- |");
        foreach (var stage in Enum.GetValues<Stage>())
        {
            var homes = string.Join(", ", standing.Homes[stage].Select(home => stage == Stage.Repaired ? Repaired(home, remediations) : $"`{home}`"));
            var gap = requirement.Gaps.TryGetValue(stage, out var why) ? $"*{(why.Pending ? "not yet" : "cannot")}*: {Cell(why.Why)}" : "";
            Line($"| {Name(stage)} | {homes}{(homes.Length > 0 && gap.Length > 0 ? "<br>" : "")}{gap} |");
        }

        var checkedAhead = standing.Controls.Where(control => control.Homes.Templates).Select(control => $"`{control.Id}`").ToList();
        Line($"| checked in templates | {(checkedAhead.Count > 0 ? $"`baseline check`, as {string.Join(", ", checkedAhead)}" : "")} |");
        Line($"| reported | `baseline report`, as {string.Join(", ", standing.Controls.Select(control => $"`{control.Id}`"))} |\n");
        Line("| control | severity | asked for in | frameworks |\n| --- | --- | --- | --- |");
        foreach (var control in standing.Controls)
        {
            var frameworks = control.Crosswalk.GroupBy(mapping => mapping.Framework).Select(group => $"{group.Key}: {string.Join(", ", group.Select(mapping => mapping.Requirement))}");
            Line($"| **{control.Id}** {Cell(control.Title)} | {Words.Of(control.Severity)} | {string.Join(", ", control.Environments)} | {string.Join("<br>", frameworks)} |");
        }
    }

    // How boldly, in the strictest place and the loosest: the whole matrix is in docs/baseline.md.
    private static string Repaired(string home, RemediationsPolicy? remediations)
    {
        if (remediations is null || !remediations.Rules.TryGetValue(home, out var rule) || !RemediationCatalogue.All.TryGetValue(home, out var known))
        {
            return $"`{home}`";
        }

        var modes = remediations.Matrix.Keys.Where(name => name != RemediationsPolicy.Default && remediations.Applies(home, name)).Select(name => remediations.ModeOf(rule, name, known.Outage)).Distinct().Order();
        return $"`{home}` ({string.Join(" or ", modes.Select(mode => mode switch { RemediationMode.Auto => "fixed", RemediationMode.Approve => "fixed after approval", RemediationMode.Alert => "alerted" }))})";
    }

    private static string Name(Stage stage) => stage switch
    {
        Stage.Declared => "declared",
        Stage.Prevented => "prevented",
        Stage.Detected => "detected",
        Stage.Repaired => "repaired or alerted",
    };

    private static string Cell(string text) => Harmless.Text(text).Replace("|", "\\|", StringComparison.Ordinal);

    private void Line(string text) => _text.Append(text).Append('\n');
}
