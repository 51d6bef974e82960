using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

public sealed class TokenBucketTests
{
    [Fact]
    public async Task A_burst_passes_at_once_and_the_next_waits_its_turn()
    {
        var time = new FakeTimeProvider();
        using var bucket = new TokenBucket(perSecond: 2, burst: 3, time);

        var calls = Enumerable.Range(0, 5).Select(_ => bucket.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask()).ToArray();

        Assert.Equal([true, true, true, false, false], calls.Select(call => call.IsCompleted));
        time.Advance(TimeSpan.FromSeconds(0.5));
        await calls[3];
        Assert.False(calls[4].IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await calls[4];
    }

    [Fact]
    public void In_no_stretch_of_time_do_more_pass_than_burst_and_rate_allow() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 12], Gen.Double[0, 0.6].Array[1, 60]).Sample((perSecond, burst, pauses) =>
        {
            var time = new FakeTimeProvider();
            using var bucket = new TokenBucket(perSecond, burst, time);
            var granted = new List<double>();
            var now = 0.0;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                now += pause;
                using var lease = bucket.AttemptAcquire();
                if (lease.IsAcquired)
                {
                    granted.Add(now);
                }
            }

            return granted.SelectMany((from, i) => granted.Skip(i).Select((to, n) => n + 1 <= burst + (perSecond * (to - from)) + 1e-3)).All(kept => kept);
        });

    [Fact]
    public async Task Emptied_it_makes_everyone_wait()
    {
        var time = new FakeTimeProvider();
        using var bucket = new TokenBucket(perSecond: 1, burst: 5, time);
        bucket.Empty();

        var call = bucket.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();

        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await call;
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_turn_to_the_next()
    {
        var time = new FakeTimeProvider();
        using var bucket = new TokenBucket(perSecond: 1, burst: 1, time);
        using var impatient = new CancellationTokenSource();
        (await bucket.AcquireAsync(1, TestContext.Current.CancellationToken)).Dispose();
        var givesUp = bucket.AcquireAsync(1, impatient.Token).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        var next = bucket.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();

        time.Advance(TimeSpan.FromSeconds(1));
        await next;
    }
}
