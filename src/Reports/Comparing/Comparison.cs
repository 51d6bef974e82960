using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>What is not the same in two reports. Both are read line by line, side by side, as often as is asked: memory does not grow with them.</summary>
internal sealed class Comparison
{
    private readonly ReportFile old;
    private readonly ReportFile latest;
    private readonly Causes causes;

    /// <exception cref="InvalidDataException">One of them is no report.</exception>
    public Comparison(ReportFile old, ReportFile latest)
    {
        (this.old, this.latest) = (old, latest);
        (Old, New) = (old.Read().Header, latest.Read().Header);
        causes = new(Old, New);
    }

    /// <summary>Of the older report.</summary>
    public ReportHeader Old { get; }

    /// <summary>Of the newer report.</summary>
    public ReportHeader New { get; }

    /// <summary>Every difference, in the order of keys.</summary>
    /// <exception cref="InvalidDataException">One of them is no report, or its findings do not stand in the order of their keys.</exception>
    public IEnumerable<Difference> Differences() => Pairs().Where(pair => pair is not ({ } before, { } after) || Difference.Differ(before, after)).Select(pair => causes.Of(pair.Old, pair.New));

    /// <summary>Every finding of both with its counterpart, in the order of keys.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Differences"/>.</exception>
    public IEnumerable<(Finding? Old, Finding? New)> Pairs()
    {
        using var left = Ordered(old).GetEnumerator();
        using var right = Ordered(latest).GetEnumerator();
        var (before, after) = (Next(left), Next(right));
        while (before is not null || after is not null)
        {
            var order = before is null ? 1 : after is null ? -1 : string.CompareOrdinal(before.Key, after.Key);
            yield return (order <= 0 ? before : null, order >= 0 ? after : null);
            before = order <= 0 ? Next(left) : before;
            after = order >= 0 ? Next(right) : after;
        }
    }

    private static Finding? Next(IEnumerator<Finding> findings) => findings.MoveNext() ? findings.Current : null;

    private static IEnumerable<Finding> Ordered(ReportFile file)
    {
        string? last = null;
        foreach (var finding in file.Findings())
        {
            if (last is not null && string.CompareOrdinal(last, finding.Key) > 0)
            {
                throw new InvalidDataException($"{file.Path}: its findings do not stand in the order of their keys: {Faults.Quoted.Value(finding.Key)} comes too late; it was changed by something else than this tool");
            }

            last = finding.Key;
            yield return finding;
        }
    }
}
