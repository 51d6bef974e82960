using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Reports.Wording;

/// <summary>Text that anybody may have chosen, made inert for lines that a person reads: nothing a terminal would obey, nothing that hides or reorders its neighbours (CVE-2021-42574).</summary>
internal static class Inert
{
    /// <summary>On one line; what is harmful is shown as <c>\u001b</c>.</summary>
    public static string Line(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
                ? safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : safe.Append(rune.ToString());
        }

        return safe.ToString();
    }

    /// <summary>As <see cref="Line"/>, within Markdown: also within a cell of a table. Nothing in it is a link, a picture, an element or a mention.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var sign in Line(text))
        {
            _ = sign switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '@' => safe.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '!' or '|' or '~' => safe.Append('\\').Append(sign),
                _ => safe.Append(sign),
            };
        }

        // Bare addresses are made links by GitHub.
        return safe.ToString().Replace("://", ":&#47;&#47;", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As code within Markdown, for what is to be copied: in as many backticks as it needs.</summary>
    public static string Code(string text)
    {
        var (safe, longest, run) = (Line(text), 0, 0);
        foreach (var sign in safe)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var ticks = new string('`', longest + 1);
        return longest == 0 ? $"{ticks}{safe}{ticks}" : $"{ticks} {safe} {ticks}";
    }
}
