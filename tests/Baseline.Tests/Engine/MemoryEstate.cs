using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

/// <summary>A kind without meaning, for the engine alone.</summary>
internal sealed class Thing(Nature nature = Nature.Thing, string name = "thing") : ResourceKind(name, nature)
{
    public override IReadOnlyList<Facet> Facets => [new("thing-colour", "colour", "thing:GetColour")];

    public override IEnumerable<Resource> Declare(PolicyBundle policies) => [];
}

/// <summary>An estate in memory that fails now and then, and notices whatever exists without what it depends on.</summary>
internal sealed class MemoryEstate(IEnumerable<Resource> start) : IEstate
{
    private readonly ConcurrentDictionary<Address, Resource> _all = new(start.ToDictionary(r => r.Address));
    private readonly Lock _lock = new();

    /// <summary>Every fourth call fails when set.</summary>
    public Random? Trouble { get; init; }

    /// <summary>Called before each change is carried out.</summary>
    public Action<Change>? Before { get; init; }

    public ConcurrentQueue<string> Dangling { get; } = [];

    public ConcurrentQueue<Change> Carried { get; } = [];

    public IReadOnlyList<Resource> All => [.. _all.Values];

    public Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel) =>
        Task.FromResult(new Reading([.. All.Where(r => r.Address.Kind == kind.Name)]));

    public async Task CarryOutAsync(Change change, Step step, CancellationToken cancel)
    {
        await Task.Yield();
        Before?.Invoke(change);
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Trouble?.Next(4) == 0)
            {
                throw new FaultException(new() { Code = "trouble", What = "throttled", Where = new(change.Address.ToString()) });
            }

            Carried.Enqueue(change);
            if (change.After is { } after)
            {
                // Accounts are nobody's, as at AWS.
                _all[change.Address] = after with { Owned = change.Address.Kind != KindNames.Account };
            }
            else
            {
                _all.TryRemove(change.Address, out _);
            }

            AwsAttachesFullAccess(change);

            foreach (var r in _all.Values)
            {
                foreach (var missing in r.DependsOn.Where(d => !_all.ContainsKey(d)))
                {
                    Dangling.Enqueue($"after {change.Address}: {r.Address} without {missing}");
                }
            }
        }
    }

    // As AWS does to every root, unit and account while SCPs are enabled.
    private void AwsAttachesFullAccess(Change change)
    {
        var target = change.Address;
        if (target.Kind is not (KindNames.Organization or KindNames.OrganizationalUnit or KindNames.Account))
        {
            return;
        }

        var attachment = Some.Resource(
            $"scp-attachment/FullAWSAccess:{target}",
            $$$"""{"policy":{"$ref":"scp/FullAWSAccess"},"target":{"$ref":"{{{target}}}"},"awsManaged":true}""",
            owned: false);
        if (change.After is null)
        {
            _all.TryRemove(attachment.Address, out _);
        }
        else
        {
            _all[new(KindNames.Scp, "FullAWSAccess")] = Some.Resource("scp/FullAWSAccess", owned: false);
            _all[attachment.Address] = attachment;
        }
    }
}

/// <summary>Short ways to say resources and plans.</summary>
internal static class Some
{
    public static IReadOnlyDictionary<string, ResourceKind> Kinds { get; } = new Dictionary<string, ResourceKind>
    {
        ["thing"] = new Thing(),
        ["setting"] = new Thing(Nature.Setting, "setting"),
    };

    public static SafetyLimits NoLimits { get; } = new(int.MaxValue, int.MaxValue, new Dictionary<string, int>());

    public static Resource Resource(string address, string attributes = "{}", bool owned = true) =>
        new(Address.Parse(address), (JsonObject)JsonNode.Parse(attributes)!) { Owned = owned };

    public static Plan Plan(IEnumerable<Resource> desired, IEnumerable<Resource> observed, PlanOptions? options = null, SafetyLimits? safety = null, IReadOnlyDictionary<string, ResourceKind>? kinds = null, IReadOnlyList<OutOfReach>? outOfReach = null) =>
        Planner.Plan(new(kinds ?? Kinds, [.. desired], [.. observed], [], options ?? new(), safety ?? NoLimits, "sha256:policies") { OutOfReach = outOfReach ?? [] });
}
