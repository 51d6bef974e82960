using System.Diagnostics;
using System.Text;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>A program of ours or another's, in a process of its own, with no environment but the given one and nothing to read.</summary>
/// <remarks>Thread-safe. Disposing ends the process and its children if they still run.</remarks>
public sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly string command;
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly Lock killing = new();
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        command = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
    }

    /// <summary>What was written to standard output so far.</summary>
    public string Output => Copy(output);

    /// <summary>What was written to standard error so far.</summary>
    public string Errors => Copy(errors);

    /// <summary>Whether the process ended by itself or was ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts <paramref name="program"/>, a full path, in <paramref name="folder"/>.</summary>
    public static RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var running = new RunningProgram(start);
        running.process.OutputDataReceived += (_, line) => Take(line.Data, running.output, running.outputEnded);
        running.process.ErrorDataReceived += (_, line) => Take(line.Data, running.errors, running.errorsEnded);
        running.process.Start();
        running.process.StandardInput.Close();
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits for the end; at the <paramref name="limit"/> the process is killed and the test fails with what it had said.</summary>
    public async Task<Finished> Wait(TimeSpan limit, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(bound.Token);
            await Task.WhenAll(outputEnded.Task, errorsEnded.Task).WaitAsync(bound.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Kill();
            throw new TimeoutException($"not ended within {limit.TotalSeconds:0} s\n{Snapshot(-1)}");
        }

        return Snapshot(process.ExitCode);
    }

    /// <summary>SIGKILL to the process and its children: nothing in them runs any more, no handler, no finally.</summary>
    public void Kill()
    {
        // Two calls of the process may both be the one at which it is to die; Process is not made for two threads.
        lock (killing)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                // The kernel takes a moment; nobody may look at the folder before the last write has been.
                process.WaitForExit(TimeSpan.FromSeconds(10));
            }
            catch (InvalidOperationException)
            {
                // It had ended by itself in the meantime, which is what was wanted.
            }
        }
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends SIGTERM, as Lambda does before it ends an environment.</summary>
    public void Terminate() => Signal("TERM");

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static void Take(string? line, StringBuilder text, TaskCompletionSource ended)
    {
        if (line is null)
        {
            ended.TrySetResult();
            return;
        }

        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Copy(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private Finished Snapshot(int exitCode) => new()
    {
        Command = command,
        ExitCode = exitCode,
        Output = Output,
        Errors = Errors,
        Elapsed = Stopwatch.GetElapsedTime(started),
    };
}
