using System.Text;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Baseline.Commands;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>Runs a command line of this tool in this process.</summary>
/// <param name="arguments">As a person would type them.</param>
/// <param name="output">Where its words go.</param>
/// <param name="cancel">What Ctrl-C is at a terminal.</param>
/// <returns>Its exit code.</returns>
internal delegate Task<int> CommandLine(IReadOnlyList<string> arguments, Output output, CancellationToken cancel);

/// <summary>A command that a worker runs: what it says goes into the function's log line by line.</summary>
/// <param name="run">Runs it.</param>
/// <param name="log">Of the invocation.</param>
internal sealed class CommandRun(CommandLine run, FunctionLog log)
{
    // Of what a command said last: the faults stand at the end.
    private const int LinesKept = 12;

    /// <summary>Runs it to an end that can be built on.</summary>
    /// <returns>What is left to do, in the command's own last words; null when it is done.</returns>
    /// <exception cref="CommandFailedException">It did not do its work, so that it has to be called for again.</exception>
    public async Task<string?> Async(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        log.Write(LogLevel.Information, "runs", ("command", string.Join(' ', arguments)));
        using LineWriter results = new(line => log.Write(LogLevel.Debug, line)), words = new(line => log.Write(LogLevel.Information, line));
        var code = await run(arguments, new() { Result = results, Diagnostics = TextWriter.Synchronized(words) }, cancel);
        log.Write(LogLevel.Information, "ended", ("command", arguments[0]), ("exitCode", code));
        return code switch
        {
            ExitCodes.Done => null,
            // What waits for a later run is told among the results.
            ExitCodes.Partly => words.Last ?? results.Last,
            _ => throw new CommandFailedException($"baseline {string.Join(' ', arguments)} ended with {code}: {words.Last ?? results.Last}"),
        };
    }

    /// <summary>Hands on whole lines, and keeps the last.</summary>
    private sealed class LineWriter(Action<string> take) : TextWriter
    {
        private readonly StringBuilder _line = new();
        private readonly Queue<string> _last = [];

        public override Encoding Encoding => Encoding.UTF8;

        public string? Last => _last.Count == 0 ? null : string.Join('\n', _last);

        public override void Write(char value)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            if (_line.ToString().TrimEnd() is { Length: > 0 } line)
            {
                take(line);
                _last.Enqueue(line);
                if (_last.Count > LinesKept)
                {
                    _last.Dequeue();
                }
            }

            _line.Clear();
        }
    }
}

/// <summary>A command ended without having done its work.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
