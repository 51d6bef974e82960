using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Every control with its environments side by side; one that passes in one and fails in another is marked.</summary>
internal static class ControlsSection
{
    public static void Write(Html html, Report report, Figures figures)
    {
        html.Raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Controls by environment\"><table class=\"controls\"><caption>A cell says the worst that is known of a control in an environment: fail, then not evaluated, exempt, pass, not applicable. "
            + "“Differs” marks a control that passes throughout one environment and fails in another.</caption>\n<thead><tr><th scope=\"col\">Control</th><th scope=\"col\">Severity</th>");
        foreach (var environment in figures.Environments)
        {
            html.Write($"<th scope=\"col\">{Words.Environment(environment)}</th>");
        }

        html.Raw("<th scope=\"col\">Across environments</th></tr></thead>\n<tbody>\n");
        foreach (var control in report.Header.Catalogue.Controls)
        {
            Row(html, control, figures);
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static void Row(Html html, Control control, Figures figures)
    {
        var difference = figures.Difference(control.Id);
        var fails = figures.Of(control.Id).Fail > 0;
        html.Write($"<tr data-show=\"{(difference is null ? "" : "differs ")}{(fails ? "fails" : "")}\" data-severity=\"{Words.Of(control.Severity)}\"><th scope=\"row\"><a class=\"mono\" href=\"#findings?control={Words.Link(control.Id)}\">{control.Id}</a> <span class=\"title\">{control.Title}</span>");
        About(html, control);
        html.Raw("</th><td>");
        Piece.Mark(html, control.Severity);
        html.Raw("</td>");
        foreach (var environment in figures.Environments)
        {
            Cell(html, control.Environments.Contains(environment), figures.Of(control.Id, environment));
        }

        html.Raw("<td>");
        if (difference is var (passing, failing))
        {
            html.Write($"<span class=\"differs\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-differs\"/></svg>Differs</span> <span class=\"sub\">passes in {Names(passing)}, fails in {Names(failing)}</span>");
        }

        html.Raw("</td></tr>\n");
    }

    private static void Cell(Html html, bool isAsked, Tally tally)
    {
        html.Raw("<td>");
        if (Figures.State(tally) is { } state)
        {
            Piece.Mark(html, state);
            html.Write($" <span class=\"sub\">{Sum(tally)}</span>");
        }
        else
        {
            html.Raw(isAsked ? "<span class=\"sub\">no finding</span>" : "<span class=\"sub\">not asked for here</span>");
        }

        html.Raw("</td>");
    }

    private static string Sum(Tally tally)
    {
        (int Count, string Word)[] parts = [(tally.Fail, "fail"), (tally.NotEvaluated, "not\u00A0evaluated"), (tally.Exempt, "exempt"), (tally.Pass, "pass"), (tally.NotApplicable, "n/a")];
        return string.Join(" · ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)}\u00A0{part.Word}"));
    }

    private static void About(Html html, Control control)
    {
        html.Write($"<details class=\"about\"><summary>Enforced by, answers</summary><dl>");
        var homes = control.Homes;
        Homes(html, "Demands", control.Requirements);
        Homes(html, "Guardrails", homes.Guardrails);
        Homes(html, "Config rules", homes.ConfigRules);
        Homes(html, "Security Hub", homes.SecurityHub);
        Homes(html, "Baseline", homes.Resources);
        Homes(html, "Remediation", homes.Remediation ? [control.Id] : []);
        foreach (var mappings in control.Crosswalk.GroupBy(mapping => mapping.Framework))
        {
            html.Write($"<dt>{mappings.Key}</dt>");
            foreach (var mapping in mappings)
            {
                html.Write($"<dd>{mapping.Requirement} <small>{mapping.Source}, read {mapping.Date}</small></dd>");
            }
        }

        html.Raw("</dl></details>");
    }

    private static void Homes(Html html, string name, IReadOnlyList<string> homes)
    {
        if (homes.Count > 0)
        {
            html.Write($"<dt>{name}</dt><dd class=\"mono\">{string.Join(", ", homes)}</dd>");
        }
    }

    private static string Names(IReadOnlyList<string> environments) => Words.Listed([.. environments.Select(Words.Environment)]);
}
