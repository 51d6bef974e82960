namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>One call as its caller saw it, all attempts included.</summary>
internal sealed record TracedCall
{
    /// <summary>The signing name: <c>organizations</c>, <c>sso</c>.</summary>
    public required string Service { get; init; }

    /// <summary>AWS's id of the service, where two sign with one name: <c>S3</c>, <c>S3 Control</c>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    /// <summary>Twelve digits; null while the account of our own credentials is not known.</summary>
    public required string? AccountId { get; init; }

    /// <summary>The ARN of who called, where it was told; null for our own credentials of which nothing is known yet.</summary>
    public required string? Principal { get; init; }

    /// <summary>The session's region.</summary>
    public required string Region { get; init; }

    /// <summary>When the caller asked.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From asking to answer, waits included.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The part of it spent in backoff, in turn for a token, or behind other writes.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>1 when the first attempt ended it; 0 when none was made.</summary>
    public required int Attempts { get; init; }

    /// <summary><c>OK</c>, or the error code.</summary>
    public required string Outcome { get; init; }

    /// <summary>AWS's id of the last attempt.</summary>
    public string? RequestId { get; init; }
}
