using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Who accepted what, why, for what and until when; and which exemptions deserve a look.</summary>
internal static class ExemptionsSection
{
    private static readonly (string Key, string Name)[] shows =
        [("30", "ending within 30 days"), ("60", "within 60 days"), ("90", "within 90 days"), ("ended", "ended"), ("later", "not begun"), ("unused", "unused"), ("broad", "too broad")];

    public static void Write(Html html, Report report, Figures figures)
    {
        if (report.Header.Exemptions.Count == 0)
        {
            html.Raw("<p>The policies hold no exemption.</p>\n");
            return;
        }

        List<(ReportExemption Exemption, ExemptionState State)> all = [.. report.Header.Exemptions.Select(exemption => (exemption, ExemptionState.Of(exemption, report))).OrderBy(each => each.exemption.Expires)];
        html.Raw("<ul class=\"shows\" aria-label=\"Exemptions that deserve a look\">\n");
        html.Write($"<li><a href=\"#exemptions\"><strong>{all.Count}</strong> in all</a></li>\n");
        foreach (var (key, name) in shows)
        {
            html.Write($"<li><a href=\"#exemptions?show={key}\"><strong>{all.Count(each => each.State.Shows.Contains(key))}</strong> {name}</a></li>\n");
        }

        html.Write($"</ul>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Exemptions in full\"><table class=\"exemptions\"><caption>Days are counted from the report, {report.Header.At}, not from today. Those that end first stand first.</caption>\n");
        html.Raw("<thead><tr><th scope=\"col\">Exemption</th><th scope=\"col\">Stands</th><th scope=\"col\">Covers</th><th scope=\"col\">Controls</th><th scope=\"col\">For</th><th scope=\"col\">Reason</th><th scope=\"col\">Owner, requester, approver</th></tr></thead>\n<tbody>\n");
        foreach (var (exemption, state) in all)
        {
            Row(html, exemption, state);
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static void Row(Html html, ReportExemption exemption, ExemptionState state)
    {
        html.Write($"<tr data-show=\"{string.Join(' ', state.Shows)}\"><th scope=\"row\"><span class=\"mono\">{exemption.Id}</span> <span class=\"sub\">{exemption.File}</span></th>");
        html.Write($"<td><span class=\"stands{(state.DaysLeft is null ? " off" : state.DaysLeft <= 30 ? " soon" : "")}\">{state.Words}</span> <span class=\"sub\">from {exemption.From} until {exemption.Expires}</span></td>");
        html.Raw("<td>");
        if (state.Uses > 0)
        {
            html.Write($"<a href=\"#findings?exemption={Words.Link(exemption.Id)}\">{Words.Count(state.Uses, "finding", "findings")}</a>");
        }
        else
        {
            html.Raw(state.Shows.Contains("unused") ? "<span class=\"flag\">Unused</span> <span class=\"sub\">in force, and covers nothing</span>" : "nothing");
        }

        html.Raw("</td><td>");
        Piece.Controls(html, exemption.Controls);
        html.Raw("</td><td><dl class=\"scope\">");
        Scope(html, "Environments", exemption.Environments);
        Scope(html, "Accounts", exemption.Accounts);
        Scope(html, "Regions", exemption.Regions);
        Scope(html, "Resources", exemption.Resources);
        html.Raw("</dl>");
        if (exemption.TooBroad is { } why)
        {
            html.Write($"<p><span class=\"flag\">Too broad</span> <span class=\"sub\">{why}</span></p>");
        }

        html.Write($"</td><td>{exemption.Reason} <span class=\"sub\">ticket {exemption.Ticket}</span></td>");
        html.Raw("<td><dl class=\"scope\">");
        Named(html, "Owner", "", exemption.Owner);
        Named(html, "Requester", "", exemption.RequestedBy);
        Named(html, "Approver", "", exemption.Approver);
        html.Raw("</dl></td></tr>\n");
    }

    private static void Scope(Html html, string name, IReadOnlyList<string> values) => Named(html, name, values.Count == 0 ? "" : "mono", values.Count == 0 ? "all" : string.Join(", ", values));

    private static void Named(Html html, string name, string style, string value)
    {
        html.Write($"<dt>{name}</dt><dd class=\"{style}\">");
        Piece.LongName(html, value);
        html.Raw("</dd>");
    }
}
