namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>What sort of failure an attempt ended in: decides whether, how often and how patiently a call is repeated.</summary>
internal enum Failure
{
    /// <summary>Repeating changes nothing: refused, invalid, over a hard limit, not offered, or not known to us.</summary>
    Final,

    /// <summary>Too many requests; nothing was done.</summary>
    Throttled,

    /// <summary>Another change is in progress; nothing was done.</summary>
    Busy,

    /// <summary>AWS has not caught up with an earlier change of ours, or says so of a lasting conflict; nothing was done.</summary>
    Settling,

    /// <summary>The account was created moments ago, and the service does not know it yet; nothing was done.</summary>
    NewAccount,

    /// <summary>AWS failed inside; whether the call took effect is not known.</summary>
    Server,

    /// <summary>The connection broke after the request may have been sent; whether the call took effect is not known.</summary>
    Cut,

    /// <summary>No answer within the time of one attempt; whether the call took effect is not known.</summary>
    Slow,

    /// <summary>The endpoint could not be reached; nothing was sent.</summary>
    Unreachable,

    /// <summary>The credentials have expired; fresh ones are fetched once.</summary>
    ExpiredCredentials,

    /// <summary>The signature's time was refused; the SDK has learnt AWS's clock from the answer, so one more attempt is worth it.</summary>
    ClockSkew,
}
