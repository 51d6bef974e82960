using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Counts by environment and by framework, and what they are made of.</summary>
internal static class SummarySection
{
    public static void Write(Html html, Report report, Figures figures)
    {
        Headline(html, report, figures);
        ByEnvironment(html, report, figures);
    }

    private static void Headline(Html html, Report report, Figures figures)
    {
        var total = figures.Total;
        var differing = report.Header.Catalogue.Controls.Count(control => figures.Difference(control.Id) is not null);
        var ending = report.Header.Exemptions.Count(exemption => ExemptionState.Of(exemption, report).DaysLeft is >= 0 and <= 30);
        html.Raw("<ul class=\"headline\">\n");
        html.Write($"<li><strong>{Words.Share(total.Pass, total.InScope)}</strong> of what is in scope passes <small>{total.Pass} of {total.InScope}</small></li>\n");
        html.Write($"<li><a href=\"#findings?verdict=fail\"><strong>{total.Fail}</strong> {(total.Fail == 1 ? "finding fails" : "findings fail")}</a></li>\n");
        html.Write($"<li><a href=\"#findings?verdict=open\"><strong>{total.NotEvaluated}</strong> could not be evaluated</a> <small><a href=\"#gaps\">{(report.Header.Gaps.Count == 0 ? "listed by control" : Words.Count(report.Header.Gaps.Count, "call was not answered", "calls were not answered"))}</a></small></li>\n");
        html.Write($"<li><a href=\"#controls?show=differs\"><strong>{differing}</strong> {(differing == 1 ? "control passes" : "controls pass")} in one environment and {(differing == 1 ? "fails" : "fail")} in another</a></li>\n");
        html.Write($"<li><a href=\"#exemptions?show=30\"><strong>{ending}</strong> {(ending == 1 ? "exemption ends" : "exemptions end")} within 30 days</a></li>\n");
        html.Raw("</ul>\n");
    }

    private static void ByEnvironment(Html html, Report report, Figures figures)
    {
        html.Raw("<h3 id=\"by-environment\">By environment</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"by-environment\"><table class=\"tally\"><caption>Evaluated = pass + fail + exempt. In scope = evaluated + not evaluated. "
            + "What is not applicable is in neither. An exemption is not a pass. Shares are rounded down: 100.0 % is all.</caption>\n<thead><tr><th scope=\"col\">Environment</th><th scope=\"col\" class=\"n\">Accounts</th>"
            + Piece.TallyHeads + "</tr></thead>\n<tbody>\n");
        foreach (var environment in figures.Environments)
        {
            html.Write($"<tr><th scope=\"row\">{Words.Environment(environment)}</th><td class=\"n\">{report.Header.Accounts.Count(account => account.Environment == environment)}</td>");
            Piece.Tally(html, figures.In(environment), $"environment={Words.Link(environment)}");
            html.Raw("</tr>\n");
        }

        html.Write($"</tbody>\n<tfoot><tr><th scope=\"row\">All</th><td class=\"n\">{report.Header.Accounts.Count}</td>");
        Piece.Tally(html, figures.Total, "");
        html.Raw("</tr></tfoot>\n</table></div>\n");
    }

    public static void WriteSeverities(Html html, Report report, Figures figures)
    {
        html.Raw("<h3 id=\"by-severity\">What fails, by severity</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"by-severity\"><table class=\"tally narrow\"><caption>Findings that fail; exempt ones are not among them.</caption>\n<thead><tr><th scope=\"col\">Severity</th>");
        foreach (var environment in figures.Environments)
        {
            html.Write($"<th scope=\"col\" class=\"n\">{Words.Environment(environment)}</th>");
        }

        html.Raw("<th scope=\"col\" class=\"n\">All</th></tr></thead>\n<tbody>\n");
        foreach (var severity in Enum.GetValues<AlertSeverity>())
        {
            html.Raw("<tr><th scope=\"row\">");
            Piece.Mark(html, severity);
            html.Raw("</th>");
            List<string> controls = [.. report.Header.Catalogue.Controls.Where(control => control.Severity == severity).Select(control => control.Id)];
            var link = $"verdict=fail&severity={Words.Of(severity)}";
            foreach (var environment in figures.Environments)
            {
                Failures(html, controls.Sum(control => figures.Of(control, environment).Fail), $"{link}&environment={Words.Link(environment)}");
            }

            Failures(html, controls.Sum(control => figures.Of(control).Fail), link);
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static void Failures(Html html, int count, string link)
    {
        if (count == 0)
        {
            html.Raw("<td class=\"n zero\">0</td>");
            return;
        }

        html.Write($"<td class=\"n\"><a href=\"#findings?{link}\" aria-label=\"{Words.Count(count, "failing finding", "failing findings")}\">{count}</a></td>");
    }

    public static void WriteFrameworks(Html html, Report report, Figures figures)
    {
        html.Raw("<h3 id=\"by-framework\">By framework</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"by-framework\"><table class=\"tally\"><caption>Findings of the controls that are mapped to a framework, each counted once. "
            + "That a control answers a requirement does not say that it answers all of it.</caption>\n<thead><tr><th scope=\"col\">Framework</th><th scope=\"col\" class=\"n\">Requirements with a control</th>"
            + Piece.TallyHeads + "</tr></thead>\n<tbody>\n");
        foreach (var framework in report.Header.Catalogue.Frameworks)
        {
            var controls = Mapped(report, framework);
            var answered = report.Header.Catalogue.Controls.SelectMany(control => control.Crosswalk).Where(mapping => mapping.Framework == framework.Key).Select(mapping => mapping.Requirement).Distinct().Count();
            html.Write($"<tr><th scope=\"row\"><a href=\"#frameworks?framework={Words.Link(framework.Key)}\">{framework.Name} {framework.Version}</a></th><td class=\"n\">{answered} <small>of {framework.Requirements.Count}</small></td>");
            Piece.Tally(html, figures.Of(controls), $"framework={Words.Link(framework.Key)}");
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static HashSet<string> Mapped(Report report, Framework framework) =>
        [.. report.Header.Catalogue.Controls.Where(control => control.Crosswalk.Any(mapping => mapping.Framework == framework.Key)).Select(control => control.Id)];
}
