using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Ledger;

/// <summary>A ledger that ends with the process: for replays and rehearsals that must leave no trace. Thread-safe.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, History> histories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<string, DateTimeOffset> stamps = [];

    /// <inheritdoc/>
    public Task<History> ReadAsync(Incident incident, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(histories.GetValueOrDefault(incident.ToString()) ?? new(incident, []));
        }
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var history = histories.GetValueOrDefault(entry.Incident) ?? new(Incident.Parse(entry.Incident)!, []);
            var fits = entry.Sequence == history.Entries.Count + 1;
            if (fits)
            {
                histories[entry.Incident] = history.With(entry);
            }

            return Task.FromResult(fits);
        }
    }

    /// <inheritdoc/>
    public Task<bool> CountAsync(string name, int most, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var count = counts.GetValueOrDefault(name);
            counts[name] = Math.Min(most, count + 1);
            return Task.FromResult(count < most);
        }
    }

    /// <inheritdoc/>
    public Task StampAsync(string name, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            stamps[name] = at;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task UncountAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            counts[name] = counts.GetValueOrDefault(name) - 1;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> StampedAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<DateTimeOffset?>(stamps.TryGetValue(name, out var at) ? at : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<History>> HeldAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<History>>([.. histories.Values.Where(h => h.Last?.Step == LedgerStep.Held)]);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<History> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<History> all;
        lock (gate)
        {
            all = [.. histories.Values];
        }

        foreach (var history in all)
        {
            await Task.CompletedTask;
            yield return history;
        }
    }
}
