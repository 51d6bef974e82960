using Amazon.Runtime;
using Polly;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>A call in flight: what its attempts have come to so far. Used by one flow of control at a time.</summary>
internal sealed class Call(CallScope scope, string service, string serviceId, string operation, TimeProvider time)
{
    /// <summary>Where the pipelines find the call.</summary>
    public static readonly ResiliencePropertyKey<Call> Key = new("call");

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _working;
    private long? _firstFailure;
    private int _expired;
    private int _skewed;

    /// <summary>The session it belongs to.</summary>
    public CallScope Scope => scope;

    /// <summary>The signing name.</summary>
    public string Service => service;

    /// <summary>The operation's name.</summary>
    public string Operation => operation;

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>What sort of failure the last attempt ended in.</summary>
    public Failure Failure { get; private set; }

    /// <summary>What the last attempt was signed with.</summary>
    public ImmutableCredentials? SignedWith { get; private set; }

    /// <summary>The wait before the present attempt.</summary>
    public TimeSpan LastWait { get; set; }

    /// <summary>Since the first attempt failed; zero while none has.</summary>
    public TimeSpan SinceFirstFailure => _firstFailure is { } first ? time.GetElapsedTime(first) : TimeSpan.Zero;

    /// <summary>Since the caller asked.</summary>
    public TimeSpan Latency => time.GetElapsedTime(_start);

    /// <summary>True when the call may have taken effect although no answer came, and repeating it would do its work twice.</summary>
    public bool OutcomeUnknown =>
        Failure is Failure.Cut or Failure.Slow or Failure.Server && Repetitions.Of(service, operation) is Repetition.DoesItTwice;

    /// <summary>Makes one attempt and measures it.</summary>
    public async ValueTask<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        Attempts++;
        SignedWith = scope.Credentials.Present;
        var start = time.GetTimestamp();
        try
        {
            return await send(cancellationToken);
        }
        finally
        {
            _working += time.GetElapsedTime(start);
        }
    }

    /// <summary>Notes a failed attempt; the rule under which another may be made, or null.</summary>
    public RetryRule? MayRepeat(Exception exception, ResilienceOptions options)
    {
        Failure = Failures.Sort(exception, service, operation);
        if (Failure is Failure.Final && scope.IsNewAccount() && Failures.IsOfNewAccount(exception))
        {
            Failure = Failure.NewAccount;
        }

        _firstFailure ??= time.GetTimestamp();
        if (OutcomeUnknown || options.RuleFor(Failure) is not { } rule || SinceFirstFailure >= rule.Patience)
        {
            return null;
        }

        // Refreshed credentials and a corrected clock are worth one attempt each, however many other failures there were.
        var repetitions = Failure switch
        {
            Failure.ExpiredCredentials => _expired++,
            Failure.ClockSkew => _skewed++,
            _ => Attempts - 1,
        };
        return repetitions < rule.MostRepetitions ? rule : null;
    }

    /// <summary>The trace's entry for the call as it ended.</summary>
    public TracedCall Ended(string outcome, string? requestId) => new()
    {
        Service = service,
        ServiceId = serviceId,
        Operation = operation,
        AccountId = scope.AccountId(),
        Region = scope.Region,
        Principal = scope.Credentials.Principal,
        Started = _started,
        Latency = Latency,
        Waited = Latency - _working,
        Attempts = Attempts,
        Outcome = outcome,
        RequestId = requestId,
    };

    /// <summary>What an exception that ends the call tells of it.</summary>
    public FailedCall Failed() => new()
    {
        Service = service,
        Operation = operation,
        AccountId = scope.AccountId(),
        Region = scope.Region,
        Attempts = Attempts,
        Latency = Latency,
        Failure = Failure,
        OutcomeUnknown = OutcomeUnknown,
        Principal = scope.Credentials.Principal,
    };
}
