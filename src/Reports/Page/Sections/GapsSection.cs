using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>What was asked for and not answered, so that nothing is said of it, and the controls that are open for that or another reason.</summary>
internal static class GapsSection
{
    public static void Write(Html html, Report report, Figures figures)
    {
        html.Write($"<p>What could not be read never counts as a pass. {Words.Count(figures.Total.NotEvaluated, "finding is", "findings are")} not evaluated");
        html.Raw(figures.Total.NotEvaluated > 0 ? "<span class=\"scripted\">: <a href=\"#findings?verdict=open\">show them</a></span>.</p>\n" : ".</p>\n");
        Calls(html, report, figures);
        Controls(html, report, figures);
    }

    private static void Calls(Html html, Report report, Figures figures)
    {
        if (report.Header.Gaps.Count == 0)
        {
            html.Raw($"<p>Every call was answered.{(figures.Total.NotEvaluated > 0 ? " What is open is so for other reasons, each of them below." : "")}</p>\n");
            return;
        }

        var accounts = report.Header.Accounts.GroupBy(account => account.Id).ToDictionary(same => same.Key, same => same.First());
        html.Raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Calls that were not answered\"><table class=\"gaps\"><caption>Calls that were not answered, and the controls that stay open there</caption>\n<thead><tr><th scope=\"col\">Account</th><th scope=\"col\">Region</th><th scope=\"col\">Call</th><th scope=\"col\">Reason</th><th scope=\"col\">Controls that stay open</th></tr></thead>\n<tbody>\n");
        foreach (var gap in report.Header.Gaps)
        {
            var account = accounts.GetValueOrDefault(gap.AccountId);
            html.Write($"<tr><th scope=\"row\">{(account is null ? "" : $"{Words.Environment(account.Environment)} · {account.Name} ")}<span class=\"sub mono\">{gap.AccountId}</span></th><td class=\"mono\">{gap.Region}</td><td class=\"mono\">{gap.Call}</td><td>{gap.Reason}</td><td>");
            Piece.Controls(html, gap.Controls);
            html.Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static void Controls(Html html, Report report, Figures figures)
    {
        List<string> open = [.. report.Header.Catalogue.Controls.Select(control => control.Id).Where(id => figures.Of(id).NotEvaluated > 0)];
        if (open.Count == 0)
        {
            return;
        }

        html.Raw("<h3 id=\"open-controls\">By control</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"open-controls\"><table class=\"open\"><caption>Findings that are not evaluated</caption>\n<thead><tr><th scope=\"col\">Control</th>");
        foreach (var environment in figures.Environments)
        {
            html.Write($"<th scope=\"col\" class=\"n\">{Words.Environment(environment)}</th>");
        }

        html.Raw("<th scope=\"col\" class=\"why\">Why</th></tr></thead>\n<tbody>\n");
        foreach (var control in open)
        {
            html.Write($"<tr><th scope=\"row\" class=\"mono\">{control}</th>");
            foreach (var environment in figures.Environments)
            {
                Piece.Count(html, figures.Of(control, environment).NotEvaluated, Verdict.NotEvaluated, $"control={Words.Link(control)}&environment={Words.Link(environment)}");
            }

            html.Write($"<td class=\"why\" data-why=\"{control}\">each finding says it</td></tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }
}
