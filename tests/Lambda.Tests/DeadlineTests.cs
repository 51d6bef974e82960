using Microsoft.Extensions.Time.Testing;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>Time that runs out, on a clock that the tests move.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan s_untilStop = TimeSpan.FromSeconds(30) - RunningLoop.Options.StopMargin;
    private static readonly TimeSpan s_untilOver = TimeSpan.FromSeconds(30) - RunningLoop.Options.AnswerMargin;

    [Fact]
    public async Task A_handler_is_told_to_stop_before_the_deadline_and_can_still_answer()
    {
        var begun = new TaskCompletionSource<CancellationToken>();
        await using var loop = new RunningLoop(async (payload, _, stop) =>
        {
            begun.SetResult(stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            return payload;
        });
        var answer = loop.InvokeAsync("1");
        var stop = await begun.Task.Soon();

        loop.Time.Advance(s_untilStop - TimeSpan.FromMilliseconds(1));
        Assert.False(stop.IsCancellationRequested);
        loop.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(stop.IsCancellationRequested);
        Assert.Equal((false, "1"), ((await answer).IsError, (await answer).Text));
    }

    [Fact]
    public async Task A_handler_that_stops_as_told_is_answered_for_as_out_of_time()
    {
        var begun = new TaskCompletionSource();
        await using var loop = new RunningLoop(async (payload, _, stop) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return payload;
        });
        var answer = loop.InvokeAsync("1");
        await begun.Task.Soon();

        loop.Time.Advance(s_untilStop);

        Assert.Equal("Function.Timeout", (await answer).ErrorType);
        Assert.Equal("the handler stopped as told (2026-11-02T10:00:30.000Z is the deadline)", (await answer).Json.GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_ignores_its_deadline_is_answered_for_and_the_next_invocation_is_served(bool blocks)
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        await using var loop = new RunningLoop((payload, _, _) =>
        {
            if (payload.Length > 1)
            {
                return Task.FromResult(payload);
            }

            begun.SetResult();
            return blocks ? Task.FromResult(Block(release.Task)) : release.Task;
        });
        var answer = loop.InvokeAsync("1");
        await begun.Task.Soon();

        loop.Time.Advance(s_untilOver);
        Assert.Equal("Function.Timeout", (await answer).ErrorType);
        Assert.Equal("22", (await loop.InvokeAsync("22")).Text);

        loop.Time.Advance(TimeSpan.FromSeconds(2));
        release.SetException(new InvalidOperationException("late"));
        var line = await loop.Log.LineAsync("the handler that was left behind has ended");
        Assert.Equal(1950, line.GetProperty("afterDeadlineMs").GetInt64());
        Assert.Equal("late", line.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_handler_whose_time_is_over_does_not_begin()
    {
        var begun = false;
        await using var loop = new RunningLoop((payload, _, _) =>
        {
            begun = true;
            return Task.FromResult(payload);
        });

        var answer = await loop.Api.InvokeAsync("1", loop.Time.GetUtcNow()).Soon();

        Assert.Equal("Function.Timeout", answer.ErrorType);
        Assert.False(begun);
    }

    [Theory]
    [InlineData(null, 900, "Lambda-Runtime-Deadline-Ms is missing")]
    [InlineData("soon", 900, "Lambda-Runtime-Deadline-Ms is \"soon\"")]
    [InlineData("99999999999999999999999", 900, "Lambda-Runtime-Deadline-Ms is \"999")]
    [InlineData("9223372036854775807", 900, null)]
    [InlineData("1793613601000", 1, null)]
    public async Task A_deadline_that_cannot_be_read_or_be_true_is_Lambdas_longest(string? header, int seconds, string? said)
    {
        var remaining = new TaskCompletionSource<TimeSpan>();
        await using var loop = new RunningLoop((payload, context, _) =>
        {
            remaining.SetResult(context.RemainingTime);
            return Task.FromResult(payload);
        });

        _ = await loop.InvokeAsync("1", ("Lambda-Runtime-Deadline-Ms", header));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await remaining.Task);
        Assert.Equal(said is null, loop.Log.Lines.Count == 0);
        if (said is not null)
        {
            _ = await loop.Log.LineAsync(said);
        }
    }

    [Fact]
    public void A_shutdown_lengthens_no_time()
    {
        var time = new FakeTimeProvider();
        using var countdown = new Countdown(time.GetUtcNow() + TimeSpan.FromMilliseconds(600), new(), time);

        countdown.Shorten(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((true, false), (countdown.Stop.IsCancellationRequested, countdown.Over.IsCancellationRequested));
        time.Advance(TimeSpan.FromMilliseconds(450));
        Assert.True(countdown.Over.IsCancellationRequested);
    }

    private static ReadOnlyMemory<byte> Block(Task<ReadOnlyMemory<byte>> task) => task.GetAwaiter().GetResult();
}
