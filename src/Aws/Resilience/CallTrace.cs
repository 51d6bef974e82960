using System.Collections.Concurrent;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Every call made over a connection. Thread-safe.</summary>
/// <param name="keeps">Whether the calls are kept, which a process that lives for days cannot afford; else HTTP requests are counted, and no more.</param>
internal sealed class CallTrace(bool keeps = true)
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
        if (keeps)
        {
            _calls.Enqueue(call);
        }

        Observer?.Invoke(call);
    }

    /// <summary>Counts one HTTP request.</summary>
    public void CountHttpRequest() => Interlocked.Increment(ref _httpRequests);
}
