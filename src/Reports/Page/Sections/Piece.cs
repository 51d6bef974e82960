using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Pieces that several sections are made of.</summary>
internal static class Piece
{
    /// <summary>The columns of a tally, behind a column or two that name what was counted.</summary>
    public const string TallyHeads =
        "<th scope=\"col\" class=\"n\">Pass</th><th scope=\"col\" class=\"n\">Fail</th><th scope=\"col\" class=\"n\">Exempt</th><th scope=\"col\" class=\"n\">Evaluated</th>"
        + "<th scope=\"col\" class=\"n\">Not evaluated</th><th scope=\"col\" class=\"n\">In scope</th><th scope=\"col\" class=\"n\">Not applicable</th>"
        + "<th scope=\"col\" class=\"n\">Pass of evaluated</th><th scope=\"col\" class=\"n\">Pass of in scope</th>";

    /// <summary>The cells below <see cref="TallyHeads"/>. <paramref name="link"/> is the filter that shows what was counted; counts become links to it.</summary>
    public static void Tally(Html html, Tally tally, string? link)
    {
        Count(html, tally.Pass, Verdict.Pass, link);
        Count(html, tally.Fail, Verdict.Fail, link);
        Count(html, tally.Exempt, Verdict.Exempt, link);
        html.Write($"<td class=\"n sum\">{tally.Evaluated}</td>");
        Count(html, tally.NotEvaluated, Verdict.NotEvaluated, link);
        html.Write($"<td class=\"n sum\">{tally.InScope}</td>");
        Count(html, tally.NotApplicable, Verdict.NotApplicable, link);
        Share(html, tally.Pass, tally.Evaluated);
        Share(html, tally.Pass, tally.InScope);
    }

    /// <summary>A verdict: a sign of its own shape, and the word.</summary>
    public static void Mark(Html html, Verdict verdict) => Mark(html, verdict, Words.Of(verdict));

    /// <summary>A verdict with words of one's own.</summary>
    public static void Mark(Html html, Verdict verdict, string words) =>
        html.Write($"<span class=\"verdict {Words.Key(verdict)}\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-{Words.Key(verdict)}\"/></svg>{words}</span>");

    /// <summary>A severity: as many bars as it weighs, and the word.</summary>
    public static void Mark(Html html, AlertSeverity severity) =>
        html.Write($"<span class=\"severity s{((int)severity).ToString(System.Globalization.CultureInfo.InvariantCulture)}\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-s{((int)severity).ToString(System.Globalization.CultureInfo.InvariantCulture)}\"/></svg>{Words.Of(severity)}</span>");

    /// <summary>An ARN or a mailbox, which a line too narrow for it breaks behind a slash, a colon or an at before it breaks a word.</summary>
    public static void LongName(Html html, string name)
    {
        for (var begin = 0; begin < name.Length;)
        {
            var length = name.AsSpan(begin).IndexOfAny('/', ':', '@') is >= 0 and var at ? at + 1 : name.Length - begin;
            // Colons stand together where an ARN has no region and no account; no line begins with one.
            while (name.AsSpan(begin + length).StartsWith(":"))
            {
                length++;
            }

            html.Text(name.Substring(begin, length));
            begin += length;
            html.Raw(begin < name.Length ? "<wbr>" : "");
        }
    }

    /// <summary>Links to the findings of each control.</summary>
    public static void Controls(Html html, IEnumerable<string> controls)
    {
        html.Raw("<ul class=\"ids\">");
        foreach (var control in controls)
        {
            html.Write($"<li><a class=\"mono\" href=\"#findings?control={Words.Link(control)}\">{control}</a></li>");
        }

        html.Raw("</ul>");
    }

    /// <summary>A count in a cell, as a link to what was counted.</summary>
    public static void Count(Html html, int count, Verdict verdict, string? link)
    {
        if (count == 0 || link is null)
        {
            html.Write($"<td class=\"n{(count == 0 ? " zero" : "")}\">{count}</td>");
            return;
        }

        html.Write($"<td class=\"n\"><a href=\"#findings?verdict={Words.Key(verdict)}{(link.Length > 0 ? "&" : "")}{link}\" aria-label=\"{Words.Count(count, "finding", "findings")}: {Words.Of(verdict)}\">{count}</a></td>");
    }

    private static void Share(Html html, int part, int whole) =>
        html.Write($"<td class=\"n share\"><strong>{Words.Share(part, whole)}</strong> <small>{part} / {whole}</small></td>");
}
