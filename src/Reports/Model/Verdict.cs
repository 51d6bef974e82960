namespace SecretScoops.Governance.Reports.Model;

/// <summary>Five different things. What could not be read is never one of the first four.</summary>
internal enum Verdict
{
    Pass,
    Fail,

    /// <summary>It fails, and somebody accepted that until a day.</summary>
    Exempt,

    /// <summary>There is nothing there that the control could be asked of, or nobody asks for it there.</summary>
    NotApplicable,

    /// <summary>It could not be looked at: no access, a region that is off, throttled out, no evaluation yet.</summary>
    NotEvaluated,
}
