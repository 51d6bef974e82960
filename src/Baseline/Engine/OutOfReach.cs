using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>
/// A member account, or a region of it, that could not be read: what lies there is left alone in this run, named, and never stops the others.
/// </summary>
/// <param name="Kind">The one kind that could not be read there; null for all of them.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Region">Null for the whole account.</param>
/// <param name="Why">What happened and what to do.</param>
internal sealed record OutOfReach(string? Kind, string Account, string? Region, Fault Why)
{
    /// <summary>Each place once, and none within another that is told already, by account, region and kind.</summary>
    public static IReadOnlyList<OutOfReach> Widest(IEnumerable<OutOfReach> places)
    {
        var widest = new List<OutOfReach>();
        foreach (var place in places
            .OrderBy(p => p.Account, StringComparer.Ordinal)
            .ThenBy(p => p.Region, StringComparer.Ordinal)
            .ThenBy(p => p.Kind, StringComparer.Ordinal))
        {
            if (!widest.Exists(w => (w.Kind is null || w.Kind == place.Kind) && new Scope(place.Account, place.Region).IsWithin(w.Account, w.Region)))
            {
                widest.Add(place);
            }
        }

        return widest;
    }

    /// <summary>As a fault that names the place, for people.</summary>
    public Fault Told => Why with { What = $"{new Scope(Account, Region)} is left alone{(Kind is null ? "" : $" for {Kind}")}: {Why.What}" };

    /// <summary>Whether a resource lies there.</summary>
    public bool Covers(Address address) => address.Within is { } scope
        ? (Kind is null || Kind == address.Kind) && scope.IsWithin(Account, Region)
        : Kind is null && Region is null && address == new Address(KindNames.Account, Account);

    /// <summary>Whether a change touches what lies there. An account that is shut keeps its place and loses no access, too.</summary>
    public bool Covers(Change change) => Covers(change.Address) || (Kind is null && Region is null && change.Account == Account);
}
