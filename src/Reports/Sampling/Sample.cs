using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Sampling;

/// <summary>Whether each verdict has a sample of its own.</summary>
internal enum Strata
{
    /// <summary>One sample of all findings.</summary>
    None,

    /// <summary>So many of each verdict that there is.</summary>
    ByVerdict,
}

/// <summary>What an auditor asks for.</summary>
/// <param name="Control">Id of a control; null for all.</param>
/// <param name="Size">1 to <see cref="Largest"/>; with strata, of each.</param>
/// <param name="Seed">Any text on one line, best one that nobody could choose: today's closing price, a throw of dice.</param>
/// <param name="Strata">Whether each verdict has a sample of its own.</param>
internal sealed record SampleWish(string? Control, int Size, string Seed, Strata Strata)
{
    /// <summary>More than this nobody looks at by hand.</summary>
    public const int Largest = 10_000;
}

/// <summary>A finding that was drawn.</summary>
/// <param name="Rank">What it was drawn by, see <see cref="SampleRank"/>.</param>
/// <param name="Finding">As the report has it.</param>
internal sealed record Drawn(string Rank, Finding Finding);

/// <summary>Findings to look at by hand.</summary>
/// <param name="Report">Which they are of.</param>
/// <param name="Wish">What was asked for.</param>
/// <param name="Population">How many findings they were drawn from.</param>
/// <param name="Findings">In the order of ranks; with strata in the order of verdicts first.</param>
internal sealed record Sample(ReportHeader Report, SampleWish Wish, long Population, IReadOnlyList<Drawn> Findings)
{
    /// <summary>Draws, in one pass; what is kept does not grow with the report.</summary>
    /// <exception cref="InvalidDataException">The file is no report, or the wish cannot be met by any.</exception>
    public static Sample Draw(ReportFile file, SampleWish wish)
    {
        var report = file.Read().Header;
        Check(wish, report);
        var strata = new SortedDictionary<Verdict, PriorityQueue<Drawn, string>>();
        var population = 0L;
        foreach (var finding in file.Findings().Where(finding => wish.Control is null || finding.Control == wish.Control))
        {
            population++;
            var stratum = wish.Strata == Strata.ByVerdict ? finding.Verdict : default;
            if (!strata.TryGetValue(stratum, out var drawn))
            {
                strata[stratum] = drawn = new(LargestFirst);
            }

            var rank = SampleRank.Of(wish.Seed, finding.Key);
            drawn.Enqueue(new(rank, finding), rank);
            if (drawn.Count > wish.Size)
            {
                drawn.Dequeue();
            }
        }

        return new(report, wish, population, [.. strata.Values.SelectMany(drawn => drawn.UnorderedItems.Select(each => each.Element).OrderBy(each => each.Rank, StringComparer.Ordinal))]);
    }

    private static Comparer<string> LargestFirst { get; } = Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left));

    private static void Check(SampleWish wish, ReportHeader report)
    {
        if (wish.Size is < 1 or > SampleWish.Largest)
        {
            throw new InvalidDataException($"a sample has 1 to {SampleWish.Largest} findings, not {wish.Size}");
        }

        if (wish.Seed.Length == 0 || wish.Seed.Any(char.IsControl))
        {
            throw new InvalidDataException("a seed is a text on one line, and not empty");
        }

        if (wish.Control is { } control && report.Catalogue.Controls.All(each => each.Id != control))
        {
            throw new InvalidDataException($"the report has no control {Quoted.Value(control)}; {Nearest.Remedy(control, report.Catalogue.Controls.Select(each => each.Id), "its controls are in report.json, and on the page")}");
        }
    }
}
