using System.Text.Json;
using SecretScoops.Governance.Reports.Formats;
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
    public static Finding All(IEnumerable<Finding> findings)
    {
        // The worst first; of equally bad ones the latest.
        var ranked = findings.OrderByDescending(each => Badness(each.Verdict)).ThenByDescending(each => each.ObservedAt).ThenBy(Text, StringComparer.Ordinal).ToList();
        return ranked[0] with
        {
            // What is asked for and what a resource is called do not depend upon who looked.
            Declared = ranked.Select(each => each.Declared).FirstOrDefault(declared => declared is not null),
            Tags = ranked.Select(each => each.Tags).FirstOrDefault(tags => tags.Count > 0) ?? ranked[0].Tags,
            Evidence = Ordered(ranked.SelectMany(each => each.Evidence)),
            // The ledger alone tells of them, in its own order, which moments need not tell apart.
            Repairs = [.. ranked.SelectMany(each => each.Repairs).Distinct().OrderBy(each => each.At)],
        };
    }

    // By who said what; times and the ids of requests are other ones in each run, so they come last.
    private static IReadOnlyList<Evidence> Ordered(IEnumerable<Evidence> evidence) =>
    [
        .. evidence.Distinct()
            .OrderBy(each => each.Source).ThenBy(each => each.Call, StringComparer.Ordinal).ThenBy(each => each.AccountId, StringComparer.Ordinal).ThenBy(each => each.Region, StringComparer.Ordinal)
            .ThenBy(each => each.Command, StringComparer.Ordinal).ThenBy(each => each.At).ThenBy(each => each.RequestId, StringComparer.Ordinal).ThenBy(each => each.Sha256, StringComparer.Ordinal),
    ];

    private static string Text(Finding finding) => JsonSerializer.Serialize(finding with { Evidence = [], Repairs = [] }, ReportJson.Default.Finding);

    private static int Badness(Verdict verdict) => verdict switch
    {
        Verdict.Fail => 4,
        Verdict.Exempt => 3,
        Verdict.NotEvaluated => 2,
        Verdict.Pass => 1,
        Verdict.NotApplicable => 0,
    };
}
