using System.Text;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>The constraints of a shape: a string's length, a list's or map's size, or a number's value; pattern; allowed values.</summary>
internal sealed class Limits
{
    /// <summary>
    /// Against patterns of AWS that backtrack without end: an honest match takes microseconds. The bound is one of the wall clock, so it must leave room for a machine that does not let
    /// the thread run, or pauses as a whole: one second could refuse valid requests there.
    /// </summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A range of code points to Java, nonsense to .NET; what is in it is matched by its stand-in.</summary>
    private const string OtherPlanes = @"\uD800\uDC00-\uDBFF\uDFFF";

    private static readonly Regex LowLine = new(@"\\.", RegexOptions.CultureInvariant | RegexOptions.Singleline, PatternTimeout);

    private Regex? compiled;

    /// <summary>The least length, size or value; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest length, size or value; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>The regular expression that the whole value must satisfy, as the model writes it; null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The allowed values; null for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>True where there is no pattern, or the whole value satisfies it.</summary>
    public bool Satisfies(string value)
    {
        if (Pattern is null)
        {
            return true;
        }

        // The models' patterns are Java's, where a match is of the whole value; CultureInvariant is Java's default too.
        compiled ??= new Regex($"^(?:{OfDotNet(Pattern)})\\z", RegexOptions.CultureInvariant, PatternTimeout);
        return compiled.IsMatch(value.Any(char.IsSurrogate) ? InBasicPlane(value) : value);
    }

    // Java lets any sign be escaped; .NET takes the low line for a letter, and lets none be that means nothing. A backslash before it is skipped with what it escapes.
    private static string OfDotNet(string pattern) => LowLine.Replace(pattern.Replace(OtherPlanes, "", StringComparison.Ordinal), static match => match.Value == "\\_" ? "_" : match.Value);

    // Java's patterns see code points, .NET's see halves of pairs, which are of no letter's category: a character of the same sort stands in.
    private static string InBasicPlane(string value) => string.Concat(value.EnumerateRunes().Select(static rune => rune switch
    {
        { IsBmp: true } => (char)rune.Value,
        _ when Rune.IsSymbol(rune) => '\u2600',
        _ when Rune.IsNumber(rune) => '\u00BD',
        _ => '\u6587',
    }));
}
