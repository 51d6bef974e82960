using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>One resource, declared or observed: what the engine compares.</summary>
/// <param name="Address">Its name.</param>
/// <param name="Attributes">Everything managed about it, in canonical form with AWS's defaults filled in; what is absent is not managed. Never changed after construction.</param>
internal sealed record Resource(Address Address, JsonObject Attributes)
{
    // Found twice at worst when two ask at once, and the same both times.
    private IReadOnlyList<Address>? _dependsOn;

    /// <summary>Whether the resource carries our ownership mark. Only what is owned is ever changed or deleted; settings are nobody's.</summary>
    public bool Owned { get; init; } = true;

    /// <summary>Declared as made and kept by somebody else: it must exist, and is never touched.</summary>
    public bool External { get; init; }

    /// <summary>Where the policies declare it; null for what was observed.</summary>
    public Place? DeclaredAt { get; init; }

    /// <summary>Resources that must exist before this one can: every reference inside <see cref="Attributes"/>, and the account it lives in.</summary>
    public IReadOnlyList<Address> DependsOn => _dependsOn ??= [.. Reference.In(Attributes).Concat(Home(Address)).Distinct().Order()];

    private static IEnumerable<Address> Home(Address address) => address.Account is { } account ? [new(KindNames.Account, account)] : [];

    /// <summary>Resources by address, without what is left out of their kinds; of two that have one address, the first counts.</summary>
    /// <param name="resources">In any order.</param>
    /// <param name="kinds">By name; what is of no known kind is taken as it is.</param>
    /// <param name="without">Names of facets, and of whatever else is left out.</param>
    public static Dictionary<Address, Resource> ByAddress(IEnumerable<Resource> resources, IReadOnlyDictionary<string, ResourceKind> kinds, IReadOnlyCollection<string> without)
    {
        // There are thousands of resources, and dozens of kinds.
        var leftOut = kinds.ToDictionary(kind => kind.Key, kind => kind.Value.LeftOut(without), StringComparer.Ordinal);
        var unique = new Dictionary<Address, Resource>();
        foreach (var resource in resources)
        {
            unique.TryAdd(resource.Address, resource.Without(leftOut.GetValueOrDefault(resource.Address.Kind, [])));
        }

        return unique;
    }

    /// <summary>The same resource without some top-level attributes.</summary>
    public Resource Without(IReadOnlyCollection<string> attributes)
    {
        if (attributes.Count == 0 || !attributes.Any(Attributes.ContainsKey))
        {
            return this;
        }

        var rest = (JsonObject)Attributes.DeepClone();
        foreach (var attribute in attributes)
        {
            rest.Remove(attribute);
        }

        return new(Address, rest) { Owned = Owned, External = External, DeclaredAt = DeclaredAt };
    }
}
