using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>How the environments did in earlier reports: a drawing for each, and the same in a table.</summary>
internal static class TrendSection
{
    private const double Width = 220, Height = 72, Left = 6, Right = 6, Top = 8, Bottom = 8;

    public static void Write(Html html, Report report, Figures figures)
    {
        html.Raw("<h3 id=\"trend\">Trend</h3>\n");
        if (report.Header.Earlier.Count == 0)
        {
            html.Raw("<p>This is the first report of its chain: there is nothing to compare it with.</p>\n");
            return;
        }

        html.Raw("<p>Pass of in scope in each report of the chain. The lower edge of a drawing is 0 %, the upper 100 %; the table below has the figures.</p>\n<ul class=\"trend\">\n");
        foreach (var environment in figures.Environments)
        {
            Drawing(html, environment, Points(report, figures, environment));
        }

        html.Raw("</ul>\n");
        Table(html, report, figures);
    }

    private static List<Point> Points(Report report, Figures figures, string environment) =>
    [
        .. report.Header.Earlier.Select(earlier => new Point(earlier.At, Counted(earlier, environment))),
        new(report.Header.At, figures.In(environment)),
    ];

    private static Tally Counted(EarlierReport earlier, string environment) =>
        earlier.Counts.TryGetValue(environment, out var counts) && counts is [var pass, var fail, var exempt, var notApplicable, var notEvaluated]
            ? new(pass, fail, exempt, notApplicable, notEvaluated)
            : default;

    private static void Drawing(Html html, string environment, List<Point> points)
    {
        var (first, last) = (points[0], points[^1]);
        html.Write($"<li><figure><figcaption><b>{Words.Environment(environment)}</b> <span>{first.Share} → <strong>{last.Share}</strong></span></figcaption>\n");
        html.Write($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Words.Environment(environment)}: pass of in scope from {first.Share} to {last.Share} over {Words.Count(points.Count, "report", "reports")}\">");
        html.Write($"<path class=\"grid\" d=\"M{Left} {Y(1)}H{Width - Right}M{Left} {Y(0.5)}H{Width - Right}M{Left} {Y(0)}H{Width - Right}\"/>");
        var drawn = points.Select((point, index) => (X: X(index, points.Count), point.Part)).Where(each => each.Part is not null).ToList();
        html.Raw("<polyline class=\"line\" points=\"");
        foreach (var (x, part) in drawn)
        {
            html.Write($"{x},{Y(part!.Value)} ");
        }

        html.Raw("\"/>");
        foreach (var (x, part) in drawn)
        {
            html.Write($"<circle class=\"dot\" cx=\"{x}\" cy=\"{Y(part!.Value)}\" r=\"3\"/>");
        }

        html.Raw("</svg></figure></li>\n");
    }

    private static void Table(Html html, Report report, Figures figures)
    {
        html.Raw("<details class=\"more\"><summary>The trend as a table</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"trend\"><table class=\"tally\"><caption>Pass of in scope, and findings that fail, in each report of the chain, oldest first.</caption>\n<thead><tr><th scope=\"col\">Report of</th>");
        foreach (var environment in figures.Environments)
        {
            html.Write($"<th scope=\"col\" class=\"n\">{Words.Environment(environment)}</th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        var rows = figures.Environments.Select(environment => Points(report, figures, environment)).ToList();
        for (var i = 0; i <= report.Header.Earlier.Count; i++)
        {
            html.Write($"<tr><th scope=\"row\">{rows[0][i].At}{(i == report.Header.Earlier.Count ? " (this one)" : "")}</th>");
            foreach (var tally in rows.Select(points => points[i].Counts))
            {
                html.Write($"<td class=\"n share\"><strong>{Words.Share(tally.Pass, tally.InScope)}</strong> <small>{tally.Pass} / {tally.InScope}, {tally.Fail} fail</small></td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div></details>\n");
    }

    private static double X(int index, int count) => Left + ((Width - Left - Right) * index / Math.Max(1, count - 1));

    private static double Y(double part) => Top + ((Height - Top - Bottom) * (1 - part));

    private sealed record Point(DateTimeOffset At, Tally Counts)
    {
        public double? Part => Counts.InScope == 0 ? null : (double)Counts.Pass / Counts.InScope;

        public string Share => Words.Share(Counts.Pass, Counts.InScope);
    }
}
