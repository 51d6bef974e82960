using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>The way from view to view, with how much each holds.</summary>
internal static class Navigation
{
    public static void Write(Html html, Report report, Figures figures)
    {
        var header = report.Header;
        (string Id, string Name, long? Count)[] views =
        [
            ("summary", "Summary", null),
            ("findings", "Findings", report.Summary.Findings),
            ("controls", "Controls", header.Catalogue.Controls.Count),
            ("frameworks", "Frameworks", header.Catalogue.Frameworks.Count),
            ("exemptions", "Exemptions", header.Exemptions.Count),
            ("gaps", "Not evaluated", figures.Total.NotEvaluated),
        ];
        foreach (var (id, name, count) in views)
        {
            html.Write($"<li><a href=\"#{id}\">{name}");
            if (count is { } number)
            {
                html.Write($" <span class=\"count\">{number}</span>");
            }

            html.Write($"</a></li>\n");
        }
    }
}
