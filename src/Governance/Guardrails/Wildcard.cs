namespace SecretScoops.Governance.Guardrails;

/// <summary>IAM's patterns: <c>*</c> is any run of characters, <c>?</c> exactly one. Case does not matter in actions; in ARNs and ids it does.</summary>
internal static class Wildcard
{
    /// <summary>True when the text is more than a plain name.</summary>
    public static bool Has(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Matches the whole text. At most pattern × text steps: only the last <c>*</c> is ever reconsidered.</summary>
    public static bool Matches(string pattern, string text, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var exact = comparison == StringComparison.Ordinal;
        var (at, next, star, mark) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                (star, mark) = (next++, at);
            }
            else if (next < pattern.Length && (pattern[next] == '?' || (exact ? pattern[next] == text[at] : char.ToUpperInvariant(pattern[next]) == char.ToUpperInvariant(text[at]))))
            {
                (next, at) = (next + 1, at + 1);
            }
            else if (star >= 0)
            {
                (next, at) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(next).IndexOfAnyExcept('*') < 0;
    }
}
