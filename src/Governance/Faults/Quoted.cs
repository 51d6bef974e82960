using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Faults;

/// <summary>Values as messages show them: in quotes, on one line, never longer than a line of a terminal bears.</summary>
internal static class Quoted
{
    private const int LongestShown = 80;

    /// <summary>The text in double quotes; control characters are escaped and what is too long is cut.</summary>
    public static string Value(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder("\"");
        foreach (var character in text.Length <= LongestShown ? text : text[..LongestShown])
        {
            _ = char.IsControl(character) || char.IsSurrogate(character)
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : shown.Append(character);
        }

        return shown.Append(text.Length <= LongestShown ? "\"" : "…\"").ToString();
    }

    /// <summary>All values, quoted, with commas.</summary>
    public static string List(IEnumerable<string> values) => string.Join(", ", values.Select(value => Value(value)));
}
