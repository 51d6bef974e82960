using System.Globalization;
using System.Text;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>The columns of a terminal that texts take.</summary>
internal static class Columns
{
    private const char Ellipsis = '…';

    /// <summary>Made harmless, and cut to so many columns.</summary>
    public static string Cut(string text, int columns)
    {
        var safe = Harmless.Text(text);
        return Of(safe) <= columns ? safe : safe[..LengthWithin(safe, Math.Max(1, columns) - 1)] + Ellipsis;
    }

    /// <summary>How many a harmless text takes.</summary>
    public static int Of(string text)
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
}
