using System.Buffers;
using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// What strangers wrote, made safe to look at: on one line, and without signs that hide, reorder or end text (control characters, direction marks, halves of surrogate pairs), which are
/// shown as <c>\u202e</c>. Names of resources and tags are chosen by anybody.
/// </summary>
internal static class Plain
{
    private const string Ellipsis = "…";

    private static readonly SearchValues<char> harmless = SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(each => (char)each)]);

    /// <summary>The text on one line.</summary>
    public static string Text(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(harmless);
        return start < 0 ? text : Shown(text, start);
    }

    /// <summary>The text on one line, cut to so many UTF-16 units; what is cut ends in an ellipsis.</summary>
    public static string Clip(string text, int most)
    {
        // A sign becomes at most six; what lies behind the limit needs no looking at.
        var plain = Text(text.Length > most ? text[..(most + 1)] : text);
        if (plain.Length <= most)
        {
            return plain;
        }

        var length = most - Ellipsis.Length;
        return plain[..(char.IsHighSurrogate(plain[length - 1]) ? length - 1 : length)] + Ellipsis;
    }

    /// <summary>As <see cref="Clip"/>, for fields that must not be blank.</summary>
    public static string Filled(string text, int most)
    {
        var plain = Clip(text, most).Trim();
        return plain.Length == 0 ? text.Length == 0 ? "(empty)" : "(blank)" : plain;
    }

    /// <summary>The text with a replacement character for every half of a surrogate pair, which UTF-8 cannot hold.</summary>
    public static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }

    private static string Shown(string text, int start)
    {
        var shown = new StringBuilder(text.Length + 16).Append(text, 0, start);
        for (var i = start; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && !IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                shown.Append(text, i++, 2);
            }
            else if (IsHidden(char.GetUnicodeCategory(text[i])))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                shown.Append(text[i]);
            }
        }

        return shown.ToString();
    }

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
