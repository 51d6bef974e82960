using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>A finding that is not the same in two reports.</summary>
/// <param name="Old">In the older report; null when it is not in it.</param>
/// <param name="New">In the newer report; null when it is not in it.</param>
/// <param name="Causes">At least one, the weightiest first.</param>
/// <param name="Because">The causes in words.</param>
internal sealed record Difference(Finding? Old, Finding? New, IReadOnlyList<Cause> Causes, string Because)
{
    /// <summary>The newer one, where there is one.</summary>
    public Finding Latest => New ?? Old!;

    /// <summary>
    /// Fewer failures and more that is known are better. What can no longer be looked at never is, not even where it had failed; nor is a failure that nobody asks about any more.
    /// </summary>
    public Direction Direction => (Old?.Verdict, New?.Verdict) switch
    {
        (null, Verdict.Fail or Verdict.NotEvaluated) => Direction.Worse,
        (null, Verdict.Pass) when Causes.Contains(Cause.ReadableAgain) => Direction.Better,
        (null, _) => Direction.Neither,
        (var gone, null) => Gone(gone.Value),
        (Verdict.NotEvaluated, Verdict.Fail) => Direction.Worse,
        (Verdict.NotEvaluated, Verdict.Pass or Verdict.NotApplicable) => Direction.Better,
        (Verdict.NotEvaluated, _) => Direction.Neither,
        (Verdict.Fail, Verdict.NotEvaluated) => Direction.Neither,
        (_, Verdict.NotEvaluated) => Direction.Worse,
        var (before, after) => Rank(after!.Value).CompareTo(Rank(before!.Value)) switch { < 0 => Direction.Worse, 0 => Direction.Neither, > 0 => Direction.Better },
    };

    /// <summary>What SARIF 2.1.0 calls it (section 3.27.24).</summary>
    public string BaselineState => StateOf(Old, New);

    /// <summary>As <see cref="BaselineState"/>, for findings that may not differ.</summary>
    public static string StateOf(Finding? old, Finding? latest) => (old, latest) switch
    {
        (null, _) => "new",
        (_, null) => "absent",
        var (before, after) => Differ(before, after) ? "updated" : "unchanged",
    };

    /// <summary>Whether two findings of one key say something else. When it was looked at, and by which request, always differs and says nothing.</summary>
    public static bool Differ(Finding old, Finding latest) => old.Verdict != latest.Verdict || old.Exemption != latest.Exemption || old.Environment != latest.Environment
        || !System.Text.Json.Nodes.JsonNode.DeepEquals(old.Declared, latest.Declared) || !System.Text.Json.Nodes.JsonNode.DeepEquals(old.Observed, latest.Observed);

    private Direction Gone(Verdict before) => (Causes[0], before) switch
    {
        (Cause.ReadableAgain, _) => Direction.Better,
        (Cause.NewlyUnreadable, not (Verdict.Fail or Verdict.NotEvaluated)) => Direction.Worse,
        (Cause.ResourceDisappeared, Verdict.Fail) => Direction.Better,
        _ => Direction.Neither,
    };

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Pass or Verdict.NotApplicable => 2,
        Verdict.Exempt => 1,
        Verdict.Fail => 0,
        Verdict.NotEvaluated => throw new System.Diagnostics.UnreachableException(),
    };
}
