using System.Threading.RateLimiting;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Paces calls: so many a second, so many at once after a rest. Waits in turn; never refuses.</summary>
/// <remarks>
/// .NET's TokenBucketRateLimiter cannot be driven by a <see cref="TimeProvider"/> and refills in steps. This is the generic cell rate
/// algorithm: one moment, "when the bucket would be full again", says all. Thread-safe.
/// </remarks>
/// <param name="perSecond">Tokens that flow in each second; above zero.</param>
/// <param name="burst">Tokens that the bucket holds; 1 or more.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time) : RateLimiter
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _fullAt;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => null;

    /// <summary>Takes all tokens away: AWS has just said that we are too fast, so its bucket is empty too.</summary>
    public void Empty()
    {
        lock (_gate)
        {
            var empty = time.GetElapsedTime(_start) + (_interval * burst);
            _fullAt = _fullAt > empty ? _fullAt : empty;
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) =>
        Reserve(permitCount) is { Ticks: 0 } ? Lease.Granted : GiveBack(permitCount);

    /// <inheritdoc/>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var wait = Reserve(permitCount);
        if (wait > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                GiveBack(permitCount);
                throw;
            }
        }

        return Lease.Granted;
    }

    private TimeSpan Reserve(int tokens)
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            _fullAt = (_fullAt > now ? _fullAt : now) + (_interval * tokens);
            var wait = _fullAt - now - (_interval * burst);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    private Lease GiveBack(int tokens)
    {
        lock (_gate)
        {
            _fullAt -= _interval * tokens;
        }

        return Lease.Refused;
    }

    private sealed class Lease(bool granted) : RateLimitLease
    {
        public static readonly Lease Granted = new(true);
        public static readonly Lease Refused = new(false);

        public override bool IsAcquired => granted;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
