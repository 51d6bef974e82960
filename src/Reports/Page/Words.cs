using System.Globalization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>What the page calls things.</summary>
internal static class Words
{
    /// <summary>A part of a whole in percent, rounded down so that only all is 100 %; a dash where there is no whole.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "–" : Tally.Percent(part, whole);

    /// <summary>A verdict as people read it where a sentence or a cell begins.</summary>
    public static string Of(Verdict verdict) => Capital(Wording.Words.Of(verdict));

    /// <summary>As it begins a sentence.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A verdict as class names, symbols and the fragment have it.</summary>
    public static string Key(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Exempt => "exempt",
        Verdict.NotApplicable => "na",
        Verdict.NotEvaluated => "open",
    };

    /// <summary>How urgent, as people read it.</summary>
    public static string Of(AlertSeverity severity) => severity.ToString();

    /// <summary>Environments are shown in capitals, as people call them.</summary>
    public static string Environment(string name) => name.ToUpperInvariant();

    /// <summary>One or many.</summary>
    public static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    /// <summary><c>DEV, UAT and PROD</c>.</summary>
    public static string Listed(IReadOnlyList<string> names) => names is [_, .., var last] ? $"{string.Join(", ", names.SkipLast(1))} and {last}" : string.Concat(names);

    /// <summary>Part of a fragment, safe behind <c>#</c>.</summary>
    public static string Link(string value) => Uri.EscapeDataString(value);
}
