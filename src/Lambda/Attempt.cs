using System.Globalization;
using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda;

/// <summary>How a handler ended: a response, or an error.</summary>
internal sealed record Outcome(ReadOnlyMemory<byte> Response, FunctionError? Error = null);

/// <summary>One run of a handler within its time.</summary>
internal sealed class Attempt(InvocationContext context, Countdown countdown, TimeProvider time)
{
    /// <summary>Runs the handler. Never throws, and never waits beyond the countdown.</summary>
    public async Task<Outcome> RunAsync(FunctionHandler handler, ReadOnlyMemory<byte> payload, CancellationToken shutdown)
    {
        if (countdown.Over.IsCancellationRequested)
        {
            return Failed(new(FunctionError.Timeout, Late("the deadline was over before the handler could begin")));
        }

        // On the pool, so that a handler that blocks its thread holds up no one.
        var work = Task.Run(
            () =>
            {
                context.Log.Enter();
                return handler(payload, context, countdown.Stop);
            },
            CancellationToken.None);
        await ((Task)work).WaitAsync(countdown.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            Follow(work);
            return Failed(shutdown.IsCancellationRequested
                ? new(FunctionError.Shutdown, "the environment is shut down, and the handler did not stop when told to")
                : new(FunctionError.Timeout, Late("the handler did not stop when told to")));
        }

        try
        {
            return new(await work);
        }
        catch (OperationCanceledException) when (countdown.Stop.IsCancellationRequested)
        {
            return Failed(shutdown.IsCancellationRequested
                ? new(FunctionError.Shutdown, "the environment is shut down; the handler stopped as told")
                : new(FunctionError.Timeout, Late("the handler stopped as told")));
        }
#pragma warning disable CA1031 // Whatever the handler throws is its answer, and the next invocation gets its own.
        catch (Exception e)
#pragma warning restore CA1031
        {
            context.Log.Write(LogLevel.Error, e, "the handler failed");
            return new(default, FunctionError.Of(e));
        }
    }

    private Outcome Failed(FunctionError error)
    {
        context.Log.Write(LogLevel.Error, error.Message, ("reason", error.Type));
        return new(default, error);
    }

    private string Late(string what) => string.Create(CultureInfo.InvariantCulture, $"{what} ({context.Deadline:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} is the deadline)");

    /// <summary>Says when a handler that was left behind has ended.</summary>
    private void Follow(Task work)
    {
        _ = work.ContinueWith(
            ended => context.Log.Write(
                LogLevel.Warning,
                ended.Exception?.InnerException,
                $"the handler that was left behind has ended ({ended.Status})",
                ("afterDeadlineMs", (long)(time.GetUtcNow() - context.Deadline).TotalMilliseconds)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
