using System.Globalization;

namespace SecretScoops.Governance.Reports.Model;

/// <summary>How many findings have each verdict.</summary>
/// <param name="Pass">Looked at, and right.</param>
/// <param name="Fail">Looked at, and wrong.</param>
/// <param name="Exempt">Wrong, and accepted.</param>
/// <param name="NotApplicable">Nothing to look at.</param>
/// <param name="NotEvaluated">Not looked at.</param>
internal readonly record struct Tally(int Pass, int Fail, int Exempt, int NotApplicable, int NotEvaluated)
{
    /// <summary>What the figure for compliance is a part of: what was looked at. An exemption counts, and not as a pass.</summary>
    public int Evaluated => Pass + Fail + Exempt;

    /// <summary>What was to be looked at.</summary>
    public int InScope => Evaluated + NotEvaluated;

    /// <summary>A part of a whole with its arithmetic, rounded down: 9,999 of 10,000 are not all of them.</summary>
    public static string Share(int part, int whole) => whole == 0
        ? "nothing to count"
        : string.Create(CultureInfo.InvariantCulture, $"{part} / {whole} = {Percent(part, whole)}");

    /// <summary>A part of a whole in percent, rounded down so that only all of it is 100 %.</summary>
    /// <param name="part">Of the whole.</param>
    /// <param name="whole">More than nothing.</param>
    public static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(part * 1000m / whole) / 10m:0.0} %");

    /// <summary>With one more.</summary>
    public Tally With(Verdict verdict) => verdict switch
    {
        Verdict.Pass => this with { Pass = Pass + 1 },
        Verdict.Fail => this with { Fail = Fail + 1 },
        Verdict.Exempt => this with { Exempt = Exempt + 1 },
        Verdict.NotApplicable => this with { NotApplicable = NotApplicable + 1 },
        Verdict.NotEvaluated => this with { NotEvaluated = NotEvaluated + 1 },
    };

    /// <summary>The sum.</summary>
    public static Tally operator +(Tally left, Tally right) => new(
        left.Pass + right.Pass, left.Fail + right.Fail, left.Exempt + right.Exempt, left.NotApplicable + right.NotApplicable, left.NotEvaluated + right.NotEvaluated);

    /// <inheritdoc cref="op_Addition"/>
    public static Tally Add(Tally left, Tally right) => left + right;
}
