using System.Collections.Concurrent;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>One call as its caller saw it, all attempts included.</summary>
internal sealed record TracedCall
{
    /// <summary>The signing name: <c>organizations</c>, <c>sso</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    /// <summary>Twelve digits; null while the account of our own credentials is not known.</summary>
    public required string? AccountId { get; init; }

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

/// <summary>All calls of one operation together.</summary>
/// <param name="Service">The signing name.</param>
/// <param name="Operation">The operation's name.</param>
internal sealed record CallSummary(string Service, string Operation)
{
    /// <summary>Calls.</summary>
    public required int Count { get; init; }

    /// <summary>Calls that ended in an error.</summary>
    public required int Failed { get; init; }

    /// <summary>Attempts beyond the first.</summary>
    public required int Retries { get; init; }

    /// <summary>The sum of all latencies.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The longest.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>The sum of all waits.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>The average latency.</summary>
    public TimeSpan Mean => Total / Count;
}

/// <summary>Every call made over a connection. Thread-safe.</summary>
internal sealed class CallTrace
{
    private readonly ConcurrentQueue<TracedCall> _calls = new();
    private long _httpRequests;

    /// <summary>Called after each call, on the thread that made it; for <c>--verbose</c>. Set before the first call.</summary>
    public Action<TracedCall>? Observer { get; set; }

    /// <summary>All calls so far, in the order in which they ended.</summary>
    public IReadOnlyCollection<TracedCall> Calls => _calls;

    /// <summary>HTTP requests truly sent, repetitions included.</summary>
    public long HttpRequests => Interlocked.Read(ref _httpRequests);

    /// <summary>Counts by service and operation, in their alphabetical order.</summary>
    public IReadOnlyList<CallSummary> Summary() =>
    [
        .. from call in _calls
           group call by (call.Service, call.Operation) into calls
           orderby calls.Key.Service, calls.Key.Operation
           select new CallSummary(calls.Key.Service, calls.Key.Operation)
           {
               Count = calls.Count(),
               Failed = calls.Count(call => call.Outcome != "OK"),
               Retries = calls.Sum(call => Math.Max(0, call.Attempts - 1)),
               Total = TimeSpan.FromTicks(calls.Sum(call => call.Latency.Ticks)),
               Longest = calls.Max(call => call.Latency),
               Waited = TimeSpan.FromTicks(calls.Sum(call => call.Waited.Ticks)),
           },
    ];

    /// <summary>Adds a call that has ended.</summary>
    public void Add(TracedCall call)
    {
        _calls.Enqueue(call);
        Observer?.Invoke(call);
    }

    /// <summary>Counts one HTTP request.</summary>
    public void CountHttpRequest() => Interlocked.Increment(ref _httpRequests);
}
