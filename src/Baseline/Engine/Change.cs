using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What a change does.</summary>
internal enum Verb
{
    /// <summary>Nothing: declared and observed are the same.</summary>
    Keep,

    /// <summary>Makes what does not exist.</summary>
    Create,

    /// <summary>Brings what exists to what is declared, in place.</summary>
    Update,

    /// <summary>Removes what we own and nobody declares.</summary>
    Delete,
}

/// <summary>The difference for one address. The applier needs nothing else to carry it out.</summary>
/// <param name="Address">Which resource.</param>
/// <param name="Before">As observed; null when absent.</param>
/// <param name="After">As declared; null when it is to go.</param>
internal sealed record Change(Address Address, Resource? Before, Resource? After)
{
    /// <summary>Attribute differences, for display; empty for what is kept.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>Pending changes that must be done first; the only source of order.</summary>
    public IReadOnlyList<Address> Needs { get; init; } = [];

    /// <summary>What the change does.</summary>
    public Verb Verb => (Before, After) switch
    {
        (null, not null) => Verb.Create,
        (not null, null) => Verb.Delete,
        _ => Differences.Count == 0 ? Verb.Keep : Verb.Update,
    };

    /// <summary>The account it touches: the address's, or the only account the attributes refer to; null for the organization's own.</summary>
    public string? Account => Address.Kind == KindNames.Account ? Address.Name : Address.Account ?? (After ?? Before)?.DependsOn.FirstOrDefault(a => a.Kind == KindNames.Account).Name;
}
