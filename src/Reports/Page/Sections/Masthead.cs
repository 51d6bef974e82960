using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Of what, when, by whom, against which policies.</summary>
internal static class Masthead
{
    public static string Title(ReportHeader header) =>
        $"Compliance report: {header.Subject}{(header.OrganizationId is { } id ? $", {id}" : "")}, {header.At.ToUniversalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}";

    public static void Write(Html html, Report report, Figures figures)
    {
        var header = report.Header;
        html.Write($"<p class=\"kind\">Compliance report</p>\n<h1>{Words.Capital(header.Subject)}");
        if (header.OrganizationId is { } organization)
        {
            html.Write($" <span class=\"mono\">{organization}</span>");
        }

        html.Write($"</h1>\n<p class=\"lead\">{Words.Count(report.Summary.Findings, "finding", "findings")} on {Words.Count(header.Catalogue.Controls.Count, "control", "controls")} in {Words.Count(header.Accounts.Count, "account", "accounts")}.</p>\n<dl class=\"meta\">\n");
        html.Write($"<div><dt>Collected</dt><dd>{header.At} to {header.Until}</dd></div>\n");
        html.Raw("<div><dt>By</dt><dd class=\"mono\">");
        Piece.LongName(html, header.Principal ?? "nobody signed in: no principal asked AWS");
        html.Raw("</dd></div>\n");
        html.Write($"<div><dt>Tool</dt><dd class=\"mono\">baseline {header.ToolVersion}</dd></div>\n");
        html.Write($"<div><dt>Policies</dt><dd class=\"mono\">{header.PolicyFingerprint}</dd></div>\n");
        html.Write($"<div><dt>Commit</dt><dd class=\"mono\">{header.PolicyCommit ?? "none: the policies stand in no repository"}</dd></div>\n");
        html.Write($"<div><dt>Report id</dt><dd class=\"mono\">{header.Id.ToString()}</dd></div>\n</dl>\n");
    }
}
