using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Puts changes behind what they need, the same way every time.</summary>
internal static class Order
{
    /// <summary>
    /// The changes in an order that respects their needs, by address where nothing else decides.
    /// Changes in a circle come last and are told as a fault.
    /// </summary>
    public static (IReadOnlyList<Change> Changes, IReadOnlyList<Fault> Circle) Of(IReadOnlyList<Change> changes)
    {
        var waiting = changes.ToDictionary(c => c.Address, c => c.Needs.Count);
        var byAddress = changes.ToDictionary(c => c.Address);
        var dependents = changes.SelectMany(c => c.Needs.Select(n => (Need: n, c.Address))).ToLookup(p => p.Need, p => p.Address);
        var ready = new PriorityQueue<Address, (int Rank, Address Address)>(waiting.Where(w => w.Value == 0).Select(w => (w.Key, Priority(w.Key))));
        var ordered = new List<Change>(changes.Count);

        while (ready.TryDequeue(out var address, out _))
        {
            ordered.Add(byAddress[address]);
            foreach (var dependent in dependents[address])
            {
                if (--waiting[dependent] == 0)
                {
                    ready.Enqueue(dependent, Priority(dependent));
                }
            }
        }

        if (ordered.Count == changes.Count)
        {
            return (ordered, []);
        }

        var circle = changes.Where(c => waiting[c.Address] > 0).OrderBy(c => c.Address).ToList();
        return ([.. ordered, .. circle], [CircleOf(circle)]);

        // Deletions after everything else that is as ready: what guards is there before what it replaces goes.
        (int Rank, Address Address) Priority(Address address) => (byAddress[address].Verb == Verb.Delete ? 1 : 0, address);
    }

    private static Fault CircleOf(List<Change> circle) => new()
    {
        Code = "circle",
        What = $"these changes wait for each other: {string.Join(", ", circle.Select(c => c.Address))}",
        Where = circle[0].After?.DeclaredAt ?? new(circle[0].Address.ToString()),
        Remedy = "make the change in two steps: first add, apply, then remove",
    };
}
