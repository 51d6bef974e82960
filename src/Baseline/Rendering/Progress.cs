using SecretScoops.Governance.Baseline.Engine;
using Spectre.Console;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>
/// How far something has come. Before a person: a live line. Into a pipe: a line at 25, 50, 75 and 100 percent, and a heartbeat after half a minute of silence. Thread-safe.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    // What is over sooner needs no words in a log.
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Output _output;
    private readonly string _doing;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer? _heartbeat;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing = Task.CompletedTask;
    private StatusContext? _status;
    private int _quarter;
    private string _last = "";

    /// <summary>Begins.</summary>
    public Progress(Output output, TimeProvider time, string doing)
    {
        (_output, _time, _doing, _last) = (output, time, doing, doing);
        _started = time.GetTimestamp();
        if (output.Live)
        {
            var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output.Diagnostics) });
            _drawing = console.Status().StartAsync(Markup.Escape(doing), context =>
            {
                _status = context;
                return _finished.Task;
            });
        }
        else
        {
            _heartbeat = time.CreateTimer(_ => Beat(), null, Silence, Silence);
        }
    }

    /// <summary>So many of so many are done; the last was this.</summary>
    public void Report(int done, int of, string last)
    {
        lock (_lock)
        {
            _last = $"{_doing} {done}/{of} — {Paint.Safe(last)}";
            _status?.Status(Markup.Escape(_last));
            var quarter = of == 0 ? 4 : done * 4 / of;
            if (_heartbeat is not null && quarter > _quarter && _time.GetElapsedTime(_started) > Brief)
            {
                _quarter = quarter;
                _output.Diagnostics.WriteLine($"{_doing}: {quarter * 25}% ({done}/{of})");
                _heartbeat.Change(Silence, Silence);
            }
        }
    }

    /// <summary>Ends the live line.</summary>
    public void Dispose()
    {
        _finished.TrySetResult();
#pragma warning disable RS0030 // Drawing ends at once: what it waits for has just been set.
        _drawing.Wait(TimeSpan.FromSeconds(1));
#pragma warning restore RS0030
        _heartbeat?.Dispose();
    }

    private void Beat()
    {
        lock (_lock)
        {
            _output.Diagnostics.WriteLine($"still {_last}");
        }
    }
}

/// <summary>How far an apply has come.</summary>
/// <param name="progress">Where it is shown.</param>
/// <param name="of">Changes in all.</param>
internal sealed class ApplyProgress(Progress progress, int of) : IDisposable
{
    private int _done;

    /// <summary>A change began or ended.</summary>
    public void Report(Progressed happened)
    {
        var done = happened.Outcome is null ? Volatile.Read(ref _done) : Interlocked.Increment(ref _done);
        progress.Report(done, of, happened.Change.Address.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => progress.Dispose();
}
