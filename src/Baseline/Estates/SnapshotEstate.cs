using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>An estate as a snapshot has it: it can be read and planned against, never changed.</summary>
/// <param name="snapshot">What was seen.</param>
/// <param name="path">Where the snapshot lies, for faults.</param>
internal sealed class SnapshotEstate(Snapshot snapshot, string path) : IEstate
{
    private readonly ILookup<string, Resource> _byKind = snapshot.Resources
        .Select(r => new Resource(Address.Parse(r.Address), r.Attributes) { Owned = r.Owned })
        .ToLookup(r => r.Address.Kind);

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel) => Task.FromResult(new Reading(
        [.. _byKind[kind.Name]],
        [.. snapshot.Unread.Select(u => new Faults.Fault { Code = "unread-in-snapshot", What = u.What, Where = new(u.Where), Remedy = u.Remedy })])
    {
        NotRead = snapshot.NotRead?.Contains(kind.Name) ?? snapshot.Unread.Count > 0 ? [kind.Name] : [],
    });

    /// <inheritdoc/>
    public Task CarryOutAsync(Change change, Step step, CancellationToken cancel) => throw new FaultException(new()
    {
        Code = "read-only",
        What = "a snapshot cannot be changed",
        Where = new(path),
        Remedy = "leave --estate out to work on the organization itself",
    });
}
