using System.Runtime.InteropServices;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>The summary, added up as the page shows it.</summary>
internal sealed class Figures
{
    /// <summary>What the page calls the environment of accounts that the header does not list.</summary>
    public const string Unlisted = "(unlisted)";

    private readonly Dictionary<(string Control, string Environment), Tally> counts = [];

    public Figures(Report report)
    {
        var environmentOf = report.Header.Accounts.GroupBy(account => account.Id).ToDictionary(same => same.Key, same => same.First().Environment);
        foreach (var ((control, account), tally) in report.Summary.Counts)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (control, environmentOf.GetValueOrDefault(account, Unlisted)), out _);
            count += tally;
        }

        Environments = [.. report.Header.Environments, .. counts.Keys.Select(key => key.Environment).Distinct().Except(report.Header.Environments).Order(StringComparer.Ordinal)];
        Total = Sum(_ => true);
    }

    /// <summary>The header's, in its order, and whatever else findings have.</summary>
    public IReadOnlyList<string> Environments { get; }

    /// <summary>Over all findings.</summary>
    public Tally Total { get; }

    /// <summary>Over an environment.</summary>
    public Tally In(string environment) => Sum(key => key.Environment == environment);

    /// <summary>Over a control.</summary>
    public Tally Of(string control) => Sum(key => key.Control == control);

    /// <summary>Over a control in an environment.</summary>
    public Tally Of(string control, string environment) => counts.GetValueOrDefault((control, environment));

    /// <summary>Over several controls; each counts once.</summary>
    public Tally Of(IReadOnlySet<string> controls) => Sum(key => controls.Contains(key.Control));

    /// <summary>
    /// A control in an environment in one word: the worst that is known, where not knowing is worse than an exemption. Null where there is no finding.
    /// </summary>
    public static Verdict? State(Tally tally) => tally switch
    {
        { Fail: > 0 } => Verdict.Fail,
        { NotEvaluated: > 0 } => Verdict.NotEvaluated,
        { Exempt: > 0 } => Verdict.Exempt,
        { Pass: > 0 } => Verdict.Pass,
        { NotApplicable: > 0 } => Verdict.NotApplicable,
        _ => null,
    };

    /// <summary>Whether a control passes throughout one environment and fails in another; where, if so.</summary>
    public (IReadOnlyList<string> Passes, IReadOnlyList<string> Fails)? Difference(string control)
    {
        List<string> passes = [.. Environments.Where(environment => State(Of(control, environment)) == Verdict.Pass)];
        List<string> fails = [.. Environments.Where(environment => State(Of(control, environment)) == Verdict.Fail)];
        return passes.Count > 0 && fails.Count > 0 ? (passes, fails) : null;
    }

    private Tally Sum(Func<(string Control, string Environment), bool> fits) =>
        counts.Where(each => fits(each.Key)).Aggregate(default(Tally), (sum, each) => sum + each.Value);
}
