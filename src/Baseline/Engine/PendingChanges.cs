using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>The changes of one plan that do something, found without looking at all of them: every change asks what it waits for, and there may be thousands.</summary>
/// <param name="changes">Those that do something.</param>
internal sealed class PendingChanges(IReadOnlyList<Change> changes)
{
    private readonly ILookup<string, Change> _byKind = changes.ToLookup(c => c.Address.Kind, StringComparer.Ordinal);

    private readonly ILookup<Address, Change> _creationsOn = changes
        .Where(c => c.Verb == Verb.Create)
        .SelectMany(c => c.After!.DependsOn.Select(on => (On: on, Change: c)))
        .ToLookup(p => p.On, p => p.Change);

    /// <summary>Of one kind.</summary>
    public IEnumerable<Change> Of(string kind) => _byKind[kind];

    /// <summary>Creations of what refers to an address.</summary>
    public IEnumerable<Change> CreationsOn(Address address) => _creationsOn[address];
}
