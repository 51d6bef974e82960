using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Wording;

/// <summary>Words for people.</summary>
internal static class Words
{
    /// <summary>A verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Exempt => "exempt",
        Verdict.NotApplicable => "not applicable",
        Verdict.NotEvaluated => "not evaluated",
    };
}
