using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Wording;
using Spectre.Console;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>
/// How far something has come. Before a person: a live line. Into a pipe: a line at 25, 50, 75 and 100 percent, and a heartbeat after half a minute of silence. Thread-safe.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastFrame = TimeSpan.FromSeconds(1);

    // What is over sooner needs no words in a log.
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Output _output;
    private readonly string _doing;
    private readonly IAnsiConsole? _console;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer? _heartbeat;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing = Task.CompletedTask;
    private StatusContext? _status;
    private int _quarter;
    private int _most;
    private bool _ended;
    private string _last;

    /// <summary>Begins.</summary>
    public Progress(Output output, TimeProvider time, string doing)
    {
        (_output, _time, _doing, _last) = (output, time, doing, doing + " …");
        _started = time.GetTimestamp();
        if (!output.Live)
        {
            _heartbeat = time.CreateTimer(_ => Beat(), null, Silence, Silence);
            return;
        }

        _console = Terminal(output);
        _drawing = _console.Status().StartAsync(Markup.Escape(_last), context =>
        {
            _status = context;
            return _finished.Task;
        });
    }

    /// <summary>So many of so many are done; the last was this. Reports of several threads may come in any order.</summary>
    public void Report(int done, int of, string last)
    {
        lock (_lock)
        {
            if (_ended || done < _most)
            {
                return;
            }

            _most = done;
            _last = $"{_doing} {Harmless.Text(last)} … {done}/{of}";
            _status?.Status(Markup.Escape(Columns.Cut(_last, _output.Width - 3)));
            var quarter = of == 0 ? 4 : (int)(done * 4L / of);
            if (_heartbeat is not null && quarter > _quarter && _time.GetElapsedTime(_started) > Brief)
            {
                _quarter = quarter;
                Line($"{_doing}: {quarter * 25}% ({done}/{of})");
            }
        }
    }

    /// <summary>A line of its own, above what is drawn live.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            if (_console is null || _ended)
            {
                Line(line);
            }
            else
            {
                // As a control code the line keeps the colours it has, and none of it is taken for markup.
                _console.Write(new ControlCode($"\u001b[2K{line}\r\n"));
            }
        }
    }

    /// <summary>Ends the live line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
        }

        _finished.TrySetResult();
#pragma warning disable RS0030 // Drawing ends at once: what it waits for has just been set.
        _drawing.Wait(LastFrame);
#pragma warning restore RS0030
        _heartbeat?.Dispose();
    }

    private void Beat()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _output.Diagnostics.WriteLine($"still {_last}");
            }
        }
    }

    private void Line(string line)
    {
        _output.Diagnostics.WriteLine(line);
        if (!_ended)
        {
            _heartbeat?.Change(Silence, Silence);
        }
    }

    // What the terminal can do was found out once, in Output; Spectre is not to guess it anew.
    private static IAnsiConsole Terminal(Output output)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = output.DiagnosticsColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Enrichment = new() { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(output.Diagnostics),
        });
        console.Profile.Width = output.Width;
        return console;
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
