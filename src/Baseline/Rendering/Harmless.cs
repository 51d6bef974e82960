using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>
/// Values made harmless for a terminal and for a reviewer's eye. What comes from AWS or from a file may hold escape sequences, line breaks and
/// direction marks that make a line read as another one (CVE-2021-42574); all of them are shown as <c>\u001b</c>.
/// </summary>
internal static class Harmless
{
    private const char Ellipsis = '…';

    /// <summary>The text on one line, without anything a terminal would obey or hide.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsHarmful))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && !IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                safe.Append(text, i++, 2);
            }
            else if (IsHarmful(text[i]))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                safe.Append(text[i]);
            }
        }

        return safe.ToString();
    }

    /// <summary>Harmless, and cut to so many columns of a terminal.</summary>
    public static string Cut(string text, int columns)
    {
        var safe = Text(text);
        return Columns(safe) <= columns ? safe : safe[..LengthWithin(safe, Math.Max(1, columns) - 1)] + Ellipsis;
    }

    /// <summary>How many columns a harmless text takes in a terminal.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += ColumnsOf(rune);
        }

        return columns;
    }

    private static int LengthWithin(string text, int columns)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns -= ColumnsOf(rune);
            if (columns < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    // Unicode Standard Annex 11, to the ranges that names and descriptions are written in.
    private static int ColumnsOf(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => 2,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => 2,
        (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };

    private static bool IsHarmful(char character) => char.IsControl(character) || char.IsSurrogate(character) || (character >= 0xAD && IsHidden(char.GetUnicodeCategory(character)));

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
