namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Which call failed; travels with its exception, so that a fault can name it.</summary>
internal sealed record FailedCall
{
    private const string Key = "SecretScoops.FailedCall";

    /// <summary>The signing name, which is the prefix of IAM actions too.</summary>
    public required string Service { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    /// <summary>Twelve digits; null while not known.</summary>
    public required string? AccountId { get; init; }

    /// <summary>The session's region.</summary>
    public required string Region { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>How long it took in all, waits included.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>What sort of failure the last attempt ended in.</summary>
    public required Failure Failure { get; init; }

    /// <summary>The call may have taken effect although no answer came, and was not repeated because it would do its work twice.</summary>
    public required bool OutcomeUnknown { get; init; }

    /// <summary>Who called, as an ARN where that is known.</summary>
    public string? Principal { get; init; }

    /// <summary>The innermost call that an exception ended; null when it did not come from a call to AWS.</summary>
    public static FailedCall? Of(Exception exception) => exception.Data[Key] as FailedCall;

    /// <summary>Lets the exception name this call, unless it names one already.</summary>
    public void TravelWith(Exception exception)
    {
        if (!exception.Data.Contains(Key))
        {
            exception.Data[Key] = this;
        }
    }
}
