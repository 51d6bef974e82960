using System.Text;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Wording;

/// <summary>Text that anybody may have chosen, made harmless for Markdown.</summary>
internal static class Inert
{
    /// <summary>Harmless within Markdown: also within a cell of a table. Nothing in it is a link, a picture, an element or a mention.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var sign in Harmless.Text(text))
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
        var (safe, longest, run) = (Harmless.Text(text), 0, 0);
        foreach (var sign in safe)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var ticks = new string('`', longest + 1);
        return longest == 0 ? $"{ticks}{safe}{ticks}" : $"{ticks} {safe} {ticks}";
    }
}
