using System.Buffers;
using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Wording;

/// <summary>
/// Values made harmless for a terminal, a report and a reviewer's eye. What comes from AWS or from a file may hold escape sequences, line breaks and
/// direction marks that make a line read as another one (CVE-2021-42574); all of them are shown as <c>\u001b</c>.
/// </summary>
internal static class Harmless
{
    // Nearly every text has nothing else, and then nothing is looked up.
    private static readonly SearchValues<char> plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(each => (char)each)]);

    /// <summary>The text on one line, without anything a terminal would obey or hide.</summary>
    public static string Text(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(plain);
        return start < 0 ? text : Shown(text, start);
    }

    private static string Shown(string text, int start)
    {
        var safe = new StringBuilder(text.Length + 16).Append(text, 0, start);
        for (var i = start; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && !IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                safe.Append(text, i++, 2);
            }
            else if (IsHidden(char.GetUnicodeCategory(text[i])))
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

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
