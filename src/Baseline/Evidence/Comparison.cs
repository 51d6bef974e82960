using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>
/// What is declared beside what was read. No plan: a plan is what an apply may do, so it keeps what it was told to leave alone as it is, and shows nothing where nothing can be done. Here that
/// would be a resource that passes without having been compared.
/// </summary>
internal sealed class Comparison
{
    private const int MostPaths = 5;

    private readonly Dictionary<Address, Resource> _desired;
    private readonly Dictionary<Address, Resource> _observed;
    private readonly Reading _reading;
    private readonly IReadOnlyList<string> _without;
    private readonly Func<string, Fault?> _unread;
    private readonly Dictionary<Address, Compared> _compared = [];

    /// <param name="desired">What the policies ask for.</param>
    /// <param name="reading">What is there, of all kinds but those that are left out.</param>
    /// <param name="kinds">All of them, by name.</param>
    /// <param name="without">Facets and kinds that are left out.</param>
    /// <param name="unread">Why a part of a kind could not be read; null when all of it could.</param>
    public Comparison(IEnumerable<Resource> desired, Reading reading, IReadOnlyDictionary<string, ResourceKind> kinds, IReadOnlyList<string> without, Func<string, Fault?> unread)
    {
        _desired = Resource.ByAddress(desired, kinds, without);
        // What is somebody else's and nobody declares is no matter of ours; what is ours and declared no more is one.
        _observed = Resource.ByAddress(reading.Resources.Where(resource => _desired.ContainsKey(resource.Address) || (resource.Owned && kinds[resource.Address.Kind].Nature == Nature.Thing)), kinds, without);
        (_reading, _without, _unread) = (reading, without, unread);
        Addresses = [.. _desired.Keys.Union(_observed.Keys).Order()];
    }

    /// <summary>Everything that is declared, or ours.</summary>
    public IReadOnlyList<Address> Addresses { get; }

    /// <summary>How one resource stands, and why. A guardrail is asked after once for each account.</summary>
    public Compared Of(Address address) => _compared.TryGetValue(address, out var known) ? known : _compared[address] = Compare(address);

    private Compared Compare(Address address)
    {
        var (desired, observed) = (_desired.GetValueOrDefault(address), _observed.GetValueOrDefault(address));
        var (verdict, reason) = (desired, observed) switch
        {
            (null, null) => (Verdict.NotEvaluated, "it is neither declared nor there"),
            (null, not null) => (Verdict.Fail, "it is there, and nobody declares it any more"),
            (not null, null) => Missing(address),
            ({ External: true }, not null) => (Verdict.Pass, "it is there, as declared; somebody else keeps it"),
            _ => Judged(Difference.Between(observed.Attributes, desired.Attributes)),
        };
        return new(verdict, reason, desired, observed);
    }

    private static (Verdict, string) Judged(IReadOnlyList<Difference> differences) => differences.Count == 0
        ? (Verdict.Pass, "it is as declared")
        : (Verdict.Fail, $"it differs from what is declared in {string.Join(", ", differences.Select(difference => difference.Path).Take(MostPaths))}{(differences.Count > MostPaths ? ", …" : "")}");

    private (Verdict, string) Missing(Address address) =>
        _without.Contains(address.Kind) ? (Verdict.NotEvaluated, $"it was left out with --without {address.Kind}")
        : _reading.OutOfReach.FirstOrDefault(place => place.Covers(address)) is { } away ? (Verdict.NotEvaluated, $"it could not be read: {away.Why.What}")
        : _reading.NotRead.Contains(address.Kind) ? (Verdict.NotEvaluated, _unread(address.Kind) is { } fault ? $"it could not be read: {fault.What}" : "it could not be read")
        : (Verdict.Fail, "it is declared and does not exist");
}

/// <summary>A resource as it is declared and as it was read.</summary>
/// <param name="Verdict">Passed, failed, or not evaluated.</param>
/// <param name="Reason">In a sentence without an end.</param>
/// <param name="Desired">Null when nobody declares it.</param>
/// <param name="Observed">Null when it is not there, or nobody could look.</param>
internal sealed record Compared(Verdict Verdict, string Reason, Resource? Desired, Resource? Observed);
