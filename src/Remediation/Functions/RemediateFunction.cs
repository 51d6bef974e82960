using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>Takes batches from the queue. Each message stands for itself: a bad one neither blocks nor repeats the others.</summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For who is who.</param>
internal sealed class RemediateFunction(Office office, PolicyBundle policies)
{
    // Rights that were just given are refused for a moment. The queue itself gives up later: five times is the least that Lambda's guide advises (from memory).
    private const int BelievedAfter = 3;

    private readonly Intake intake = new(office, policies);
    private readonly DeadLetters letters = new(office.Connection.Home, office.Policies.DeadLetterQueue);
    private readonly SweepWatch watch = new(office);

    /// <summary>The handler. Its answer names the messages that must come again.</summary>
    /// <exception cref="FormatException">The invocation is no batch: the event source mapping is wrong, and all of it comes again.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        if (!SqsBatch.TryRead(payload.Span, out var messages, out var refused))
        {
            throw new FormatException($"{refused.Code}: {refused.Why}");
        }

        var again = new List<string>();
        foreach (var message in messages)
        {
            context.Log.CorrelationId = message.MessageId;
            if (stop.IsCancellationRequested || !await IsDoneAsync(message, context.Log, stop))
            {
                again.Add(message.MessageId);
            }
        }

        await watch.LookAsync(context.Log, stop);
        return SqsBatch.Failures(again);
    }

    private async Task<bool> IsDoneAsync(SqsMessage message, FunctionLog log, CancellationToken stop)
    {
        var (begun, before) = (office.Time.GetTimestamp(), office.Connection.Clock.Spent);
        try
        {
            var taken = await intake.TakeAsync(Encoding.UTF8.GetBytes(message.Body), stop);
            Write(log, taken);
            if (taken is Taken.Refused refused)
            {
                await letters.BuryAsync(message, refused, stop);
            }

            // What is not spent in calls is our own: docs/performance.md is made of these.
            log.Write(LogLevel.Debug, "done", ("took", office.Time.GetElapsedTime(begun).TotalMilliseconds), ("inCalls", (office.Connection.Clock.Spent - before).TotalMilliseconds));
            return taken is not Taken.Worked { IsUnfinished: true };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Write(LogLevel.Warning, "out of time; the message comes again");
            return false;
        }
        catch (Exception e) when (message.ReceiveCount >= BelievedAfter && Finality.IsFinal(e))
        {
            var refused = new Taken.Refused(Refusals.RefusedByAws, string.Create(CultureInfo.InvariantCulture, $"tried {message.ReceiveCount} times: {e.Message}"));
            log.Write(LogLevel.Error, e, "refused", ("code", refused.Code), ("why", refused.Why));
            return await IsBuriedAsync(message, refused, log, stop);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one message may not take the others with it; SQS gives it back, and after its last try to the dead letters.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Write(LogLevel.Error, e, "failed; the message comes again", ("receiveCount", message.ReceiveCount));
            return false;
        }
    }

    // What cannot be buried comes again, and the queue's own redrive takes it in the end.
    private async Task<bool> IsBuriedAsync(SqsMessage message, Taken.Refused refused, FunctionLog log, CancellationToken stop)
    {
        try
        {
            await letters.BuryAsync(message, refused, stop);
            return true;
        }
#pragma warning disable CA1031 // As above: one message's trouble is its own.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Write(LogLevel.Error, e, "could not be put to the dead letters; the message comes again");
            return false;
        }
    }

    private static void Write(FunctionLog log, Taken taken)
    {
        switch (taken)
        {
            case Taken.Ignored ignored:
                log.Write(LogLevel.Information, "ignored", ("why", Redaction.Of(ignored.Why)));
                break;
            case Taken.Refused refused:
                log.Write(LogLevel.Warning, "refused", ("code", refused.Code), ("why", Redaction.Of(refused.Why)));
                break;
            case Taken.Worked worked:
                foreach (var handled in worked.Incidents)
                {
                    log.Write(handled.Ending == Ending.Failed ? LogLevel.Error : LogLevel.Information, "handled", ("incident", handled.Incident.ToString()), ("ending", handled.Ending.ToString()), ("why", Redaction.Of(handled.Why)));
                }

                break;
        }
    }
}
