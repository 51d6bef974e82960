namespace SecretScoops.Governance.Lambda;

/// <summary>The time that an invocation has. A shutdown shortens it.</summary>
internal sealed class Countdown : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _over;
    private readonly TimeProvider _time;
    private readonly LoopOptions _options;

    public Countdown(DateTimeOffset deadline, LoopOptions options, TimeProvider time)
    {
        (_time, _options, Deadline) = (time, options, deadline);
        _stop = new(UntilWithout(options.StopMargin), time);
        _over = new(UntilWithout(options.AnswerMargin), time);
    }

    /// <summary>When Lambda ends the invocation.</summary>
    public DateTimeOffset Deadline { get; }

    /// <summary>The handler's sign to come to an end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The handler is waited for no longer.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Ends the time after so long, and tells the handler at half of it, unless either comes sooner anyway.</summary>
    public void Shorten(TimeSpan grace)
    {
        _over.CancelAfter(Sooner(grace, UntilWithout(_options.AnswerMargin)));
        _stop.CancelAfter(Sooner(grace / 2, UntilWithout(_options.StopMargin)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _over.Dispose();
    }

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan UntilWithout(TimeSpan margin)
    {
        var left = Deadline - margin - _time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
