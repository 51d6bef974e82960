using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>From each requirement to its controls and their counts. A requirement that no control answers is named, not left out.</summary>
internal static class FrameworksSection
{
    public static void Write(Html html, Report report, Figures figures)
    {
        foreach (var framework in report.Header.Catalogue.Frameworks)
        {
            Write(html, report, figures, framework);
        }
    }

    private static void Write(Html html, Report report, Figures figures, Framework framework)
    {
        var controls = report.Header.Catalogue.Controls
            .SelectMany(control => control.Crosswalk.Where(mapping => mapping.Framework == framework.Key).Select(mapping => (mapping.Requirement, control.Id)))
            .ToLookup(each => each.Requirement, each => each.Id);
        List<string> answered = [.. framework.Requirements.Keys.Where(controls.Contains), .. controls.Select(each => each.Key).Where(id => !framework.Requirements.ContainsKey(id)).Order(StringComparer.Ordinal)];
        List<string> unanswered = [.. framework.Requirements.Keys.Where(id => !controls.Contains(id))];

        html.Write($"<section class=\"framework\" data-framework=\"{framework.Key}\" aria-labelledby=\"framework-{framework.Key}\">\n<h3 id=\"framework-{framework.Key}\" tabindex=\"-1\">{framework.Name} {framework.Version}</h3>\n");
        html.Write($"<p class=\"sub\">{answered.Count} of {Words.Count(framework.Requirements.Count, "requirement has", "requirements have")} a control. {framework.Source}; read {framework.Date}.</p>\n");
        html.Write($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Requirements of {framework.Name} {framework.Version}\"><table class=\"tally\"><caption>Requirements of {framework.Name} {framework.Version} that controls answer</caption>\n<thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Controls</th>");
        html.Raw(Piece.TallyHeads + "</tr></thead>\n<tbody>\n");
        foreach (var requirement in answered)
        {
            Row(html, figures, framework, requirement, [.. controls[requirement].Distinct()]);
        }

        html.Raw("</tbody></table></div>\n");
        if (unanswered.Count > 0)
        {
            html.Write($"<details class=\"more\"><summary>{Words.Count(unanswered.Count, "requirement that no control answers", "requirements that no control answers")}</summary><p class=\"mono\">{string.Join(", ", unanswered)}</p></details>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Row(Html html, Figures figures, Framework framework, string requirement, IReadOnlyList<string> controls)
    {
        html.Write($"<tr><th scope=\"row\"><span class=\"mono\">{requirement}</span>");
        if (framework.Requirements.GetValueOrDefault(requirement) is { Length: > 0 } text)
        {
            html.Write($" <span class=\"title\">{text}</span>");
        }

        html.Raw("</th><td>");
        Piece.Controls(html, controls);
        html.Raw("</td>");
        Piece.Tally(html, figures.Of(controls.ToHashSet()), $"framework={Words.Link(framework.Key)}&requirement={Words.Link(requirement)}");
        html.Raw("</tr>\n");
    }
}
