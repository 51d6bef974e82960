using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda;

/// <summary>Makes a function ready, then asks for invocations and answers them one after another, until the environment is shut down.</summary>
/// <remarks>
/// One invocation at a time, as Lambda hands them to an environment. A handler that ignores its deadline is answered for and left behind; it may
/// still be at work while the next invocation runs, and the log says when it has ended.
/// </remarks>
internal sealed class FunctionLoop(FunctionEnvironment environment, LoopOptions options, LogLines lines, TimeProvider time)
{
    // Lambda's longest timeout is 900 s (Lambda Developer Guide, "Configure Lambda function timeout", read 2026-11).
    private static readonly TimeSpan s_longestInvocation = TimeSpan.FromMinutes(15);

    private readonly FunctionLog _log = new(lines);

    /// <summary>Runs the process's function, as its <c>Main</c>: environment variables, standard output, SIGTERM.</summary>
    /// <param name="initialize">Makes the function ready and gives its handler. What it throws is told to Lambda as the failure of init.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The process's exit code, one of <see cref="ExitCode"/>.</returns>
    /// <remarks>
    /// Lambda sends SIGTERM before it ends an environment only where the function has an extension registered; else it just ends it
    /// (aws-samples/graceful-shutdown-with-aws-lambda, README, read 2026-11). So nothing may depend on this alone.
    /// </remarks>
    public static async Task<int> RunAsync(Func<FunctionLog, CancellationToken, Task<FunctionHandler>> initialize, LoopOptions? options = null)
    {
        using var shutdown = new CancellationTokenSource();
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // Else the process would end under the invocation.
            signal.Cancel = true;
            shutdown.Cancel();
        });
        return await new FunctionLoop(FunctionEnvironment.Read(Environment.GetEnvironmentVariable), options ?? new(), LogLines.Process, TimeProvider.System)
            .RunAsync(initialize, shutdown.Token);
    }

    /// <summary>Runs until <paramref name="shutdown"/>, or until it cannot go on.</summary>
    public async Task<int> RunAsync(Func<FunctionLog, CancellationToken, Task<FunctionHandler>> initialize, CancellationToken shutdown)
    {
        if (environment.RuntimeApi is not { } address)
        {
            _log.Write(LogLevel.Critical, "AWS_LAMBDA_RUNTIME_API is not set: this program runs in AWS Lambda, or under something that speaks its runtime API");
            return ExitCode.NoRuntimeApi;
        }

        using var api = new RuntimeApiClient(address, options.PostPatience, time);
        try
        {
            if (await InitializeAsync(api, initialize, shutdown) is not { } handler)
            {
                return ExitCode.InitFailed;
            }

            while (!shutdown.IsCancellationRequested)
            {
                await ServeAsync(api, handler, await api.NextAsync(shutdown), shutdown);
            }
        }
        catch (RuntimeApiException lost)
        {
            _log.Write(LogLevel.Critical, lost.Message);
            return ExitCode.NoRuntimeApi;
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // While it was waiting for work, or getting ready.
        }

        _log.Write(LogLevel.Information, "shut down");
        return ExitCode.Done;
    }

    private async Task<FunctionHandler?> InitializeAsync(RuntimeApiClient api, Func<FunctionLog, CancellationToken, Task<FunctionHandler>> initialize, CancellationToken shutdown)
    {
        try
        {
            return await initialize(_log, shutdown);
        }
#pragma warning disable CA1031 // Whatever goes wrong is told to Lambda, which else would only see the process end.
        catch (Exception e) when (e is not OperationCanceledException || !shutdown.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _log.Write(LogLevel.Critical, e, "the function could not be made ready");
            Note(_log, await api.FailInitAsync(FunctionError.Of(e)));
            return null;
        }
    }

    private async Task ServeAsync(RuntimeApiClient api, FunctionHandler handler, Invocation invocation, CancellationToken shutdown)
    {
        // Where the AWS SDK and X-Ray's look for it (Lambda Developer Guide, "Building a custom runtime for AWS Lambda", read 2026-11).
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var log = new FunctionLog(lines, invocation.RequestId, invocation.TraceId);
        using var countdown = new Countdown(DeadlineOf(invocation, log), options, time);
        using var shortening = shutdown.UnsafeRegister(
            _ =>
            {
                log.Write(LogLevel.Information, "asked to shut down: this invocation is the last");
                countdown.Shorten(options.ShutdownGrace);
            },
            null);

        var context = new InvocationContext(invocation, countdown.Deadline, environment, log, time);
        var outcome = await new Attempt(context, countdown, time).RunAsync(handler, invocation.Payload, shutdown);
        await AnswerAsync(api, invocation.RequestId, outcome, log);
    }

    private async Task AnswerAsync(RuntimeApiClient api, string requestId, Outcome outcome, FunctionLog log)
    {
        if (outcome.Error is { } error)
        {
            Note(log, await api.FailAsync(requestId, error));
            return;
        }

        var size = outcome.Response.Length;
        var refusal = size > options.LargestResponse
            ? new(HttpStatusCode.RequestEntityTooLarge, string.Create(CultureInfo.InvariantCulture, $"Lambda takes at most {options.LargestResponse}"))
            : await api.RespondAsync(requestId, outcome.Response);
        if (refusal is { Status: HttpStatusCode.RequestEntityTooLarge })
        {
            var tooLarge = new FunctionError(FunctionError.ResponseTooLarge, string.Create(CultureInfo.InvariantCulture, $"the response has {size} bytes: {refusal.Told}"));
            log.Write(LogLevel.Error, tooLarge.Message);
            Note(log, await api.FailAsync(requestId, tooLarge));
        }
        else
        {
            Note(log, refusal);
        }
    }

    /// <summary>An invocation without a deadline that can be read may take as long as Lambda ever lets one; Lambda itself will end it sooner.</summary>
    private DateTimeOffset DeadlineOf(Invocation invocation, FunctionLog log)
    {
        var latest = time.GetUtcNow() + s_longestInvocation;
        if (long.TryParse(invocation.DeadlineMs, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds < latest.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : latest;
        }

        log.Write(LogLevel.Warning, $"Lambda-Runtime-Deadline-Ms is {(invocation.DeadlineMs is { } text ? $"\"{text}\"" : "missing")}: no deadline is known");
        return latest;
    }

    private static void Note(FunctionLog log, Refusal? refusal)
    {
        if (refusal is not null)
        {
            log.Write(LogLevel.Error, $"the runtime API did not take the answer: {refusal.Told}");
        }
    }
}
