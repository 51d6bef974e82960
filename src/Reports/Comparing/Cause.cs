namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>Why two reports differ in a finding.</summary>
internal enum Cause
{
    /// <summary>It could be looked at, and no more.</summary>
    NewlyUnreadable,

    /// <summary>It could not be looked at, and now can.</summary>
    ReadableAgain,

    /// <summary>An exemption covers it that did not: it is new, has begun, or was widened.</summary>
    ExemptionAdded,

    /// <summary>The exemption that covered it has ended by its own date.</summary>
    ExemptionExpired,

    /// <summary>The exemption that covered it was taken out of the policies, or no longer covers it.</summary>
    ExemptionWithdrawn,

    /// <summary>The policies ask for something else: another value, another scope, another place that says whether the control holds.</summary>
    PolicyChanged,

    /// <summary>AWS shows something else.</summary>
    ResourceChanged,

    /// <summary>It was not there.</summary>
    ResourceAppeared,

    /// <summary>It is there no more.</summary>
    ResourceDisappeared,

    /// <summary>The same is declared and shown, and judged otherwise; or somebody else judges.</summary>
    CheckChanged,
}

/// <summary>Whether a difference is good news.</summary>
internal enum Direction
{
    Worse,
    Better,
    Neither,
}
