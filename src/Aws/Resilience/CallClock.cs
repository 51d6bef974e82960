namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>How long a connection's callers have waited for calls. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class CallClock(TimeProvider time)
{
    private readonly Lock gate = new();
    private TimeSpan spent;
    private long begun;
    private int underWay;

    /// <summary>The time in which calls were under way; counted once where there were several, as when a call has credentials fetched first. Calls that have not ended do not count yet.</summary>
    public TimeSpan Spent
    {
        get
        {
            lock (gate)
            {
                return spent;
            }
        }
    }

    /// <summary>Makes a call.</summary>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> call)
    {
        lock (gate)
        {
            if (underWay++ == 0)
            {
                begun = time.GetTimestamp();
            }
        }

        try
        {
            return await call();
        }
        finally
        {
            lock (gate)
            {
                if (--underWay == 0)
                {
                    spent += time.GetElapsedTime(begun);
                }
            }
        }
    }
}
