using System.Globalization;
using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>Writes HTML: what stands in the source goes out as it is, and what stands in the holes of an interpolated string is text, whatever it holds.</summary>
/// <param name="to">Where it goes.</param>
internal sealed class Html(TextWriter to)
{
    /// <summary>A piece of markup; its holes are escaped.</summary>
    /// <param name="markup">Literals as they are, holes as text. Attributes must be quoted with <c>"</c>.</param>
    public Html Write([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        markup.End();
        return this;
    }

    /// <summary>What is markup already: a literal, or an embedded file.</summary>
    public void Raw(string literal) => to.Write(literal);

    /// <summary>Text for an element or a quoted attribute.</summary>
    public void Text(string? text)
    {
        foreach (var sign in text ?? "")
        {
            switch (sign)
            {
                case '<':
                    to.Write("&lt;");
                    break;
                case '>':
                    to.Write("&gt;");
                    break;
                case '&':
                    to.Write("&amp;");
                    break;
                case '"':
                    to.Write("&quot;");
                    break;
                case '\'':
                    to.Write("&#39;");
                    break;
                default:
                    Plain(sign);
                    break;
            }
        }
    }

    /// <summary>Whether a sign is not seen, or changes how its neighbours are seen: controls, direction marks, signs without width.</summary>
    public static bool IsHidden(char sign) =>
        (sign < ' ' && sign is not ('\n' or '\t')) || sign is (>= '\u007f' and <= '\u009f') or '\u00ad' or '\u061c' or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff';

    private void Plain(char sign)
    {
        if (IsHidden(sign))
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"‹U+{(int)sign:X4}›"));
            return;
        }

        to.Write(sign);
    }
}
