namespace SecretScoops.Governance.Baseline;

/// <summary>Words as a POSIX shell takes them.</summary>
internal static class Shell
{
    /// <summary>One word, whatever it holds: quoted where the shell would see more in it than its letters.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(sign => char.IsAsciiLetterOrDigit(sign) || "-_./:@,=+%".Contains(sign, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
