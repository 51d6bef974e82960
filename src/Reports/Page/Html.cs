using System.Runtime.CompilerServices;
using SecretScoops.Governance.Wording;

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

    /// <summary>Text for an element or a quoted attribute: nothing in it is markup, and nothing in it is hidden.</summary>
    public void Text(string? text)
    {
        foreach (var sign in Harmless.Text(text ?? ""))
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
                    to.Write(sign);
                    break;
            }
        }
    }
}
