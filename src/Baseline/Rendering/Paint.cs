using System.Text;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Colours where they are wanted, and values made harmless: what comes from AWS or a file may hold control characters.</summary>
/// <param name="color">Whether to colour.</param>
internal sealed class Paint(bool color)
{
    public string Green(string text) => Wrap("32", text);

    public string Yellow(string text) => Wrap("33", text);

    public string Red(string text) => Wrap("31", text);

    public string Dim(string text) => Wrap("2", text);

    public string Bold(string text) => Wrap("1", text);

    /// <summary>A value without control characters, cut to a width.</summary>
    public static string Safe(string text, int width = int.MaxValue)
    {
        var safe = text.Any(char.IsControl)
            ? text.Aggregate(new StringBuilder(text.Length + 8), (s, c) => char.IsControl(c) ? s.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : s.Append(c)).ToString()
            : text;
        return safe.Length <= width ? safe : safe[..Math.Max(1, width - 1)] + "…";
    }

    private string Wrap(string code, string text) => color && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
