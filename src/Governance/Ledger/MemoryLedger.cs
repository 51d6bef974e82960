using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Ledger;

/// <summary>A ledger that ends with the process: for replays and rehearsals that must leave no trace. Thread-safe.</summary>
/// <param name="before">What was written down before, which is read and never written to: a rehearsal that knew of no exemption, rejection or fight would not tell what will be. Null for nothing.</param>
internal sealed class MemoryLedger(ILedger? before = null) : ILedger
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, History> histories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<string, DateTimeOffset> stamps = [];

    /// <inheritdoc/>
    public async Task<History> ReadAsync(Incident incident, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (histories.TryGetValue(incident.ToString(), out var known))
            {
                return known;
            }
        }

        var read = before is null ? new(incident, []) : await before.ReadAsync(incident, cancellationToken);
        lock (gate)
        {
            return histories.TryAdd(incident.ToString(), read) ? read : histories[incident.ToString()];
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
    public Task UncountAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            counts[name] = counts.GetValueOrDefault(name) - 1;
            return Task.CompletedTask;
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
    public async Task<DateTimeOffset?> StampedAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (stamps.TryGetValue(name, out var at))
            {
                return at;
            }
        }

        return before is null ? null : await before.StampedAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<History>> WaitingAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<History>>([.. histories.Values.Where(h => h.IsWaiting)]);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<History> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<History> all;
        lock (gate)
        {
            all = [.. histories.Values.Where(history => history.Entries.Count > 0)];
        }

        foreach (var history in all)
        {
            await Task.CompletedTask;
            yield return history;
        }
    }
}
