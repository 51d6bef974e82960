using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Something worth showing while an apply runs.</summary>
/// <param name="Change">Which change.</param>
/// <param name="Outcome">Null when it has just been started.</param>
internal sealed record Progressed(Change Change, Outcome? Outcome);

/// <summary>Carries a plan out. Independent changes run side by side; a failure stops only what needs it.</summary>
/// <param name="estate">Where to act.</param>
/// <param name="journal">Told before and after each change.</param>
/// <param name="time">For how long each took.</param>
/// <param name="parallel">Changes in flight at once. Many, since those that wait for the rate of one API family hold up nobody else then; each family limits itself besides.</param>
internal sealed class Applier(IEstate estate, Journal journal, TimeProvider time, int parallel = 512) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(parallel);

    /// <summary>How long changes in flight may take to finish after an interruption.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Carries the plan out; never throws for a failed change. When <paramref name="interrupt"/> is cancelled nothing new is started,
    /// what is in flight gets <see cref="Grace"/>, and every change still has its outcome.
    /// </summary>
    /// <exception cref="InvalidOperationException">The plan has refusals or unread parts.</exception>
    public async Task<IReadOnlyList<Outcome>> ApplyAsync(Plan plan, Action<Progressed> progress, CancellationToken interrupt)
    {
        if (!plan.Applicable)
        {
            throw new InvalidOperationException("a plan with refusals or unread parts does not apply");
        }

        using var abandon = new CancellationTokenSource();
        await using var graceful = interrupt.Register(() => abandon.CancelAfter(Grace));
        var running = new Dictionary<Address, Task<Outcome>>();
        var pending = plan.Pending.ToList();

        // The plan is in dependency order, so every task a change waits for is already in the map.
        foreach (var change in pending)
        {
            var needs = change.Needs.Select(n => running[n]).ToList();
            running[change.Address] = RunAsync(change, needs, progress, interrupt, abandon.Token);
        }

        return await Task.WhenAll(pending.Select(c => running[c.Address]));
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<Outcome> RunAsync(Change change, List<Task<Outcome>> needs, Action<Progressed> progress, CancellationToken interrupt, CancellationToken abandon)
    {
        await Task.Yield();
        foreach (var need in await Task.WhenAll(needs))
        {
            if (need is not Outcome.Done)
            {
                return Ended(need is Outcome.Interrupted ? new Outcome.Interrupted(change, TimeSpan.Zero) : new Outcome.Skipped(change, need.Change.Address), progress);
            }
        }

        await _slots.WaitAsync(CancellationToken.None);
        try
        {
            return interrupt.IsCancellationRequested
                ? Ended(new Outcome.Interrupted(change, TimeSpan.Zero), progress)
                : Ended(await CarryOutAsync(change, progress, abandon), progress);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Outcome> CarryOutAsync(Change change, Action<Progressed> progress, CancellationToken abandon)
    {
        progress(new(change, null));
        var started = time.GetTimestamp();
        try
        {
            var step = journal.Begin(change);
            await estate.CarryOutAsync(change, step, abandon);
            return new Outcome.Done(change, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            return new Outcome.Interrupted(change, time.GetElapsedTime(started));
        }
        catch (IOException e)
        {
            return new Outcome.Failed(change, time.GetElapsedTime(started), Unwritable(change, e), e);
        }
        catch (FaultException e)
        {
            return new Outcome.Failed(change, time.GetElapsedTime(started), e.Fault, e.InnerException);
        }
#pragma warning disable CA1031 // One failed change must not take the others down; a fault of ours is told as such, not swallowed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Outcome.Failed(change, time.GetElapsedTime(started), OurFault(change, e), e);
        }
    }

    private static Fault OurFault(Change change, Exception e) => new()
    {
        Code = "internal-error",
        What = $"a fault in this tool, not in your input: {e.GetType().Name}: {e.Message}",
        Where = new(change.Address.ToString()),
        Remedy = "run again with --verbose and report it with the trace",
    };

    private static Fault Unwritable(Change change, IOException e) => new()
    {
        Code = "journal",
        What = $"the journal cannot be written: {e.Message}",
        Where = new(change.Address.ToString()),
        Remedy = "make room on the disk and run again",
    };

    private Outcome Ended(Outcome outcome, Action<Progressed> progress)
    {
        try
        {
            journal.End(outcome);
        }
        catch (IOException e)
        {
            // AWS has the change; the record of it does not. Nothing that needs it goes on without a journal.
            outcome = new Outcome.Failed(outcome.Change, outcome.Took, Unwritable(outcome.Change, e), e);
        }

        progress(new(outcome.Change, outcome));
        return outcome;
    }
}
