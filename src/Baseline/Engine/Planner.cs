using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine.Guards;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Everything a plan is made from.</summary>
/// <param name="Kinds">The known kinds by name.</param>
/// <param name="Desired">What the policies ask for, all of it, whatever the options narrow.</param>
/// <param name="Observed">What is there, ours or not.</param>
/// <param name="Unread">What could not be read.</param>
/// <param name="Options">What the command narrows or permits.</param>
/// <param name="Safety">The policies' limits on what one apply may do.</param>
/// <param name="PoliciesFingerprint">Of the policy files.</param>
/// <param name="Whereabouts">Which organization was read: a plan of one, a rehearsal's above all, must not pass for a plan of another.</param>
internal sealed record PlanInput(
    IReadOnlyDictionary<string, ResourceKind> Kinds,
    IReadOnlyList<Resource> Desired,
    IReadOnlyList<Resource> Observed,
    IReadOnlyList<Fault> Unread,
    PlanOptions Options,
    SafetyLimits Safety,
    string PoliciesFingerprint,
    string Whereabouts = "")
{
    /// <summary>Accounts and regions that could not be read: nothing is changed there.</summary>
    public IReadOnlyList<OutOfReach> OutOfReach { get; init; } = [];

    /// <summary>Whether a resource lies where nothing could be read: it is neither there nor missing.</summary>
    public bool IsOutOfReach(Address address) => OutOfReach.Any(o => o.Covers(address));

    /// <summary>Accounts that were read; empty for all.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>Whether a resource lies in an account that nobody looked into: it is supposed to be as declared, and AWS refuses what needs it where it is not.</summary>
    public bool IsUnseen(Address address) => Read.Count > 0 && address.Account is { } account && !Read.Contains(account);

    /// <summary>Kinds of which a part could not be read.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];
}

/// <summary>How much one apply may do before it asks.</summary>
/// <param name="MaxDeletions">Deletions; more are refused unless allowed.</param>
/// <param name="MaxUpdates">Updates; more are refused unless allowed.</param>
/// <param name="Quotas">Attachments that AWS takes for one target, by attachment kind.</param>
internal sealed record SafetyLimits(int MaxDeletions, int MaxUpdates, IReadOnlyDictionary<string, int> Quotas);

/// <summary>Desired and observed in, plan out. Pure: no clock, no I/O, same input same plan.</summary>
internal static class Planner
{
    /// <summary>Compares, orders, and asks every guard. Never throws for what it is given: what cannot be done is a refusal.</summary>
    public static Plan Plan(PlanInput input)
    {
        var observed = Resource.ByAddress(input.Observed.Select(r => Adopted(r, input)), input.Kinds, input.Options.Without);
        var desired = Resource.ByAddress(input.Desired, input.Kinds, input.Options.Without);

        var notRead = desired.Keys.Where(a => input.NotRead.Contains(a.Kind) && !observed.ContainsKey(a)).ToHashSet();
        var changes = desired.Keys.Union(observed.Keys).Except(notRead).Order()
            .Select(address => Compare(address, desired.GetValueOrDefault(address), observed.GetValueOrDefault(address), input))
            .OfType<Change>()
            .ToList();
        var all = new Considered(input, desired, observed, changes) { Supposed = [.. notRead.Order().Select(a => desired[a])] };
        (all, var deferred) = input.Options.Defer ? WithoutDeferred(all) : (all, []);
        all = all with { Changes = WithNeeds(all.Changes, observed, input.Kinds) };
        var (ordered, circle) = Order.Of(all.Changes);
        all = all with { Changes = ordered };

        return new()
        {
            Changes = ordered,
            Refusals = [.. circle, .. Guard.All.Where(g => !g.CanBeWaived || !input.Options.Allow.Contains(g.Name)).SelectMany(g => g.Refuse(all)).Distinct()],
            NotRead = [.. all.Supposed.Where(r => Wanted(new(r.Address, null, r), input)).Select(r => r.Address)],
            // Accounts and regions are read side by side, in whatever order they answer.
            Unread = [.. input.Unread.Where(f => f.Severity == Severity.Error).OrderBy(f => f.ToString(), StringComparer.Ordinal)],
            OutOfReach = input.OutOfReach,
            Deferred = [.. deferred.Select(left => left.Address).Order()],
            Notes = [.. input.Unread.Where(f => f.Severity != Severity.Error).OrderBy(f => f.ToString(), StringComparer.Ordinal), .. LeftOut(input), .. deferred.Order().Take(1).Select(left => Later(left, deferred.Count))],
            Fingerprint = new(input.PoliciesFingerprint, FingerprintOf(observed.Values, input.Whereabouts)),
        };
    }

    /// <summary>Over which organization it is, and the addresses, ownership and attributes in it, whatever order they were read in.</summary>
    public static string FingerprintOf(IEnumerable<Resource> resources, string whereabouts = "")
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{whereabouts}\n"));
        // Accounts have most attributes alike, and then share the object.
        var attributes = new Dictionary<JsonNode, byte[]>(ReferenceEqualityComparer.Instance);
        foreach (var resource in resources.OrderBy(r => r.Address))
        {
            if (!attributes.TryGetValue(resource.Attributes, out var hashed))
            {
                attributes[resource.Attributes] = hashed = SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(resource.Attributes)!.ToJsonString()));
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{resource.Address}\n{resource.Owned}\n"));
            hash.AppendData(hashed);
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Change? Compare(Address address, Resource? desired, Resource? observed, PlanInput input)
    {
        if (!input.Kinds.TryGetValue(address.Kind, out var kind))
        {
            return null;
        }

        var undeclared = desired is null && (kind.Nature == Nature.Setting || !observed!.Owned);
        if (undeclared)
        {
            return null;
        }

        var change = new Change(address, observed, desired?.External == true ? observed ?? desired : desired)
        {
            Differences = desired?.External == true ? [] : Difference.Between(observed?.Attributes, desired?.Attributes),
        };
        return Wanted(change, input) ? change : Kept(change);
    }

    private static bool Wanted(Change change, PlanInput input) => input.Options.Wants(change.Address.Kind)
        && !input.OutOfReach.Any(o => o.Covers(change))
        && input.Options.Reaches(change.Account);

    // What is taken over takes along what is owned through it, in the same plan and not by surprise in the next.
    private static Resource Adopted(Resource resource, PlanInput input) =>
        !resource.Owned && input.Options.Adopt.Count > 0 && input.Kinds.TryGetValue(resource.Address.Kind, out var kind) && kind.OwnedThrough(resource) is { } owner
            && input.Options.Adopts(owner) && input.Desired.Any(d => d.Address == owner)
            ? resource with { Owned = true }
            : resource;

    // Not asked for: what is there stays as it is, and counts for what depends on it.
    private static Change? Kept(Change change) => change.Before is null ? null : new(change.Address, change.Before, change.Before);

    // Whatever needs what is left is left as well.
    private static (Considered All, IReadOnlyList<(Address Address, Address Need)> Deferred) WithoutDeferred(Considered all)
    {
        var deferred = new Dictionary<Address, Address>();
        while (MissingDependencies.In(all).GroupBy(missing => missing.Change.Address, missing => missing.Need).ToList() is [_, ..] missing)
        {
            missing.ForEach(each => deferred[each.Key] = each.Min());
            all = all with { Changes = [.. all.Changes.Select(change => deferred.ContainsKey(change.Address) ? Kept(change) : change).OfType<Change>()] };
        }

        return (all, [.. deferred.Select(each => (each.Key, each.Value))]);
    }

    private static Fault Later((Address Address, Address Need) left, int count) => new()
    {
        Severity = Severity.Note,
        Code = "deferred",
        What = $"{(count == 1 ? "one change is" : $"{count} changes are")} left for a later run: {left.Address} needs {left.Need}, which does not exist and is not part of this run",
        Where = new("--defer"),
    };

    private static List<Change> WithNeeds(IReadOnlyList<Change> changes, Dictionary<Address, Resource> observed, IReadOnlyDictionary<string, ResourceKind> kinds)
    {
        var changing = changes.Where(c => c.Verb != Verb.Keep).ToList();
        var (pending, isPending) = (new PendingChanges(changing), changing.Select(c => c.Address).ToHashSet());
        IEnumerable<Resource> users = changing.Exists(c => c.Verb == Verb.Delete) ? observed.Values : [];
        var dependents = users
            .SelectMany(r => r.DependsOn.Select(d => (Dependency: d, Dependent: r.Address)))
            .ToLookup(p => p.Dependency, p => p.Dependent);

        return [.. changes.Select(change => change.Verb == Verb.Keep ? change : change with
        {
            Needs =
            [
                .. (change.Verb == Verb.Delete ? dependents[change.Address] : change.After!.DependsOn)
                    .Concat(kinds[change.Address.Kind].Awaits(change, pending))
                    .Where(n => n != change.Address && isPending.Contains(n))
                    .Distinct()
                    .Order(),
            ],
        })];
    }

    private static IEnumerable<Fault> LeftOut(PlanInput input) =>
        from kind in input.Kinds.Values
        from part in kind.Facets.Select(f => f.Name).Append(kind.Name)
        where input.Options.Without.Contains(part)
        select new Fault
        {
            Severity = Severity.Note,
            Code = "left-out",
            What = $"{part} is left out: neither compared nor written (--without {part})",
            Where = new(kind.Name),
        };

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Canonical)]),
        null => null,
        _ => node.DeepClone(),
    };
}
