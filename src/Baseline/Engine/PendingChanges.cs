using System.Collections;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>The changes of one plan that do something, found without looking at all of them: every change asks what it waits for, and there may be thousands.</summary>
/// <param name="changes">Those that do something.</param>
internal sealed class PendingChanges(IReadOnlyList<Change> changes) : IEnumerable<Change>
{
    private readonly ILookup<string, Change> _byKind = changes.ToLookup(c => c.Address.Kind, StringComparer.Ordinal);

    private readonly ILookup<Address, Change> _creationsOn = changes
        .Where(c => c.Verb == Verb.Create)
        .SelectMany(c => c.After!.DependsOn.Select(on => (On: on, Change: c)))
        .ToLookup(p => p.On, p => p.Change);

    // Asked by few kinds, and only when they switch something off.
    private readonly Lazy<ILookup<Address, Change>> _partings = new(() => changes
        .Where(c => c.Before is not null)
        .SelectMany(c => c.Before!.DependsOn.Except(c.After?.DependsOn ?? []).Select(from => (From: from, Change: c)))
        .ToLookup(p => p.From, p => p.Change));

    /// <inheritdoc/>
    public IEnumerator<Change> GetEnumerator() => changes.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Of one kind.</summary>
    public IEnumerable<Change> Of(string kind) => _byKind[kind];

    /// <summary>Creations of what refers to an address.</summary>
    public IEnumerable<Change> CreationsOn(Address address) => _creationsOn[address];

    /// <summary>Changes of what refers to an address and no longer will, deletions among them.</summary>
    public IEnumerable<Change> PartingFrom(Address address) => _partings.Value[address];
}
