using System.Collections.Concurrent;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>The Polly pipelines of a connection: one pair per API family, made when first needed, shared by all sessions. Thread-safe.</summary>
/// <remarks>
/// There is no circuit breaker: the patience of each call is bounded, a throttled family slows down as a whole through its bucket, and an opened
/// breaker would turn a minute of throttling into failures of changes that had only to wait.
/// </remarks>
internal sealed class CallPipelines(ResilienceOptions options, TimeProvider time, CallTrace trace, Action<string>? patience) : IDisposable
{
    private readonly ConcurrentDictionary<(ApiFamily Family, bool Paced), Pair> _pairs = new();
    private readonly ConcurrentDictionary<(ApiFamily Family, string? AccountId, string? Region), TokenBucket> _buckets = new();
    private readonly ConcurrentDictionary<(string Service, string? AccountId, string Region), SemaphoreSlim> _doors = new();

    /// <summary>The trace of every call.</summary>
    public CallTrace Trace => trace;

    /// <summary>How long callers have waited.</summary>
    public CallClock Clock { get; } = new(time);

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Timeouts and patience.</summary>
    public ResilienceOptions Options => options;

    /// <summary>Makes a call: in turn, paced, each attempt bounded, repeated as its failures deserve.</summary>
    /// <param name="call">The call.</param>
    /// <param name="send">Makes one attempt; signs anew each time.</param>
    /// <param name="cancellationToken">Ends waits and attempts alike.</param>
    public async Task<T> MakeAsync<T>(Call call, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var paced = options.Pacing switch
        {
            Pacing.AtAws => call.Scope.AtAws,
            Pacing.Always => true,
            Pacing.Never => false,
        };
        var family = ApiFamilies.Of(call.Service, call.Operation);
        var door = family.PerPlace ? _doors.GetOrAdd((call.Service, call.Scope.AccountId(), call.Scope.Region), _ => new(options.MostAtATimeInOnePlace)) : null;
        if (door is not null)
        {
            await door.WaitAsync(cancellationToken);
        }

        try
        {
            return await MakeAsync(_pairs.GetOrAdd((family, paced), Build), call, send, cancellationToken);
        }
        finally
        {
            door?.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in _doors.Values.Concat<IDisposable>(_buckets.Values))
        {
            owned.Dispose();
        }
    }

    private static async Task<T> MakeAsync<T>(Pair pair, Call call, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Call.Key, call);
        try
        {
            return await pair.Outer.ExecuteAsync(
                static async (context, state) =>
                {
                    await state.call.Scope.Credentials.ReadyAsync(context.CancellationToken);
                    return await state.Inner.ExecuteAsync(
                        static (context, state) => state.call.AttemptAsync(state.send, context.CancellationToken),
                        context,
                        (state.call, state.send));
                },
                context,
                (call, send, pair.Inner));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Pair Build((ApiFamily Family, bool Paced) key)
    {
        Func<Call, TokenBucket>? bucket = key is { Paced: true, Family.PerSecond: not null } ? call => BucketOf(key.Family, call) : null;
        var outer = new ResiliencePipelineBuilder { TimeProvider = time };
        if (key.Family.OneAtATime)
        {
            outer.AddConcurrencyLimiter(permitLimit: 1, queueLimit: int.MaxValue);
        }

        outer.AddRetry(Retry(bucket));

        var inner = new ResiliencePipelineBuilder { TimeProvider = time };
        if (bucket is not null)
        {
            inner.AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = arguments => bucket(CallOf(arguments.Context)).AcquireAsync(1, arguments.Context.CancellationToken) });
        }

        inner.AddTimeout(options.AttemptTimeout);
        return new(outer.Build(), inner.Build());
    }

    private TokenBucket BucketOf(ApiFamily family, Call call) => _buckets.GetOrAdd(
        family.PerPlace ? (family, call.Scope.AccountId(), call.Scope.Region) : (family, null, null),
        static (key, time) => new(key.Family.PerSecond!.Value, key.Family.Burst, time),
        time);

    private RetryStrategyOptions Retry(Func<Call, TokenBucket>? bucket) => new()
    {
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception and not OperationCanceledException
            && CallOf(arguments.Context).MayRepeat(exception, options) is not null),
        DelayGenerator = arguments =>
        {
            var call = CallOf(arguments.Context);
            var rule = options.RuleFor(call.Failure)!;
            call.LastWait = Backoff.Next(rule, call.LastWait);
            return ValueTask.FromResult<TimeSpan?>(call.LastWait);
        },
        OnRetry = arguments =>
        {
            var call = CallOf(arguments.Context);
            if (call is { Failure: Failure.ExpiredCredentials, SignedWith: { } expired })
            {
                call.Scope.Credentials.Expire(expired);
            }

            if (call.Failure is Failure.Throttled)
            {
                bucket?.Invoke(call).Empty();
            }

            if (patience is not null && call.SinceFirstFailure + arguments.RetryDelay >= options.TellWaitsFrom)
            {
                patience($"{call.Service}: {Describe(call.Failure)}, waiting {Math.Ceiling(arguments.RetryDelay.TotalSeconds):0} s (attempt {call.Attempts + 1})");
            }

            return default;
        },
    };

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Call.Key, null!);

    private static string Describe(Failure failure) => failure switch
    {
        Failure.Throttled => "throttled",
        Failure.Busy => "another change is in progress",
        Failure.Settling => "not settled yet",
        Failure.NewAccount => "the account is new and does not answer yet",
        Failure.Server => "service failed inside",
        Failure.Cut => "connection cut",
        Failure.Slow => "no answer",
        Failure.Unreachable => "not reachable",
        Failure.ExpiredCredentials => "credentials expired",
        Failure.ClockSkew => "clock differs from AWS's",
        Failure.Final => "failed",
    };

    /// <summary>Once per call, and once per attempt.</summary>
    private sealed record Pair(ResiliencePipeline Outer, ResiliencePipeline Inner);
}
