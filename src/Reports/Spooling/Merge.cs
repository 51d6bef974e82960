using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Spooling;

/// <summary>
/// Makes one finding of several on the same control and resource, as two sources give them. The worst verdict wins, with its reason and what was observed: what says "bad" is never lost,
/// and what could not be read does not pass because somebody else could read a part of it. Evidence and repairs of all are kept. The order in which they came makes no difference.
/// </summary>
internal static class Merge
{
    /// <summary>The one.</summary>
    /// <param name="findings">At least one.</param>
    public static Finding All(IEnumerable<Finding> findings) => findings.Aggregate(Two);

    private static Finding Two(Finding left, Finding right)
    {
        var worse = Compare(left, right) >= 0 ? left : right;
        return worse with
        {
            Evidence = [.. left.Evidence.Concat(right.Evidence).Distinct()
                .OrderBy(each => each.At).ThenBy(each => each.Call, StringComparer.Ordinal).ThenBy(each => each.AccountId, StringComparer.Ordinal)
                .ThenBy(each => each.Region, StringComparer.Ordinal).ThenBy(each => each.RequestId, StringComparer.Ordinal).ThenBy(each => each.Sha256, StringComparer.Ordinal)],
            Repairs = [.. left.Repairs.Concat(right.Repairs).Distinct().OrderBy(each => each.At).ThenBy(each => each.Hash, StringComparer.Ordinal)],
        };
    }

    private static int Compare(Finding left, Finding right) => (Badness(left.Verdict).CompareTo(Badness(right.Verdict)), left.ObservedAt.CompareTo(right.ObservedAt)) switch
    {
        (0, 0) => string.CompareOrdinal(left.Reason + left.Observed?.ToJsonString(), right.Reason + right.Observed?.ToJsonString()),
        (0, var later) => later,
        (var worse, _) => worse,
    };

    private static int Badness(Verdict verdict) => verdict switch
    {
        Verdict.Fail => 4,
        Verdict.Exempt => 3,
        Verdict.NotEvaluated => 2,
        Verdict.Pass => 1,
        Verdict.NotApplicable => 0,
    };
}
