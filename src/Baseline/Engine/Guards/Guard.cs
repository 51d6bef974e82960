using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>What guards look at: the whole of it, also what the options narrow away.</summary>
/// <param name="Input">What the plan is made from.</param>
/// <param name="Desired">By address.</param>
/// <param name="Observed">By address, ours or not.</param>
/// <param name="Changes">In order.</param>
internal sealed record Considered(
    PlanInput Input,
    IReadOnlyDictionary<Address, Resource> Desired,
    IReadOnlyDictionary<Address, Resource> Observed,
    IReadOnlyList<Change> Changes)
{
    /// <summary>Declared, of a kind that could not be read: supposed to be there, since nothing else is known. Such a plan does not apply anyhow.</summary>
    public IReadOnlyList<Resource> Supposed { get; init; } = [];

    /// <summary>The changes that do something.</summary>
    public IEnumerable<Change> Pending => Changes.Where(c => c.Verb != Verb.Keep);

    /// <summary>Everything as it will be after the plan, ours or not.</summary>
    public IEnumerable<Resource> Afterwards
    {
        get
        {
            var changed = Changes.ToDictionary(c => c.Address);
            return Observed.Values.Where(o => !changed.ContainsKey(o.Address)).Concat(Changes.Select(c => c.After).OfType<Resource>()).Concat(Supposed);
        }
    }
}

/// <summary>One rule that refuses changes although the policies ask for them. The last line before AWS.</summary>
/// <param name="name">As written after <c>--allow</c>.</param>
internal abstract class Guard(string name)
{
    /// <summary>The one list.</summary>
    public static IReadOnlyList<Guard> All { get; } =
    [
        new ImmutableAttributes(),
        new ForeignResources(),
        new MissingDependencies(),
        new StillInUse(),
        new LastAllow(),
        new AttachmentQuota(),
        new UncoveredPlacement(),
        new VanishedPolicies(),
        new TooManyDeletions(),
        new TooManyUpdates(),
    ];

    /// <summary>As written after <c>--allow</c>, and as the fault's code.</summary>
    public string Name { get; } = name;

    /// <summary>Whether <c>--allow</c> may waive it; what AWS would refuse anyway cannot be.</summary>
    public virtual bool CanBeWaived => false;

    /// <summary>One fault for each change it will not let pass.</summary>
    public abstract IEnumerable<Fault> Refuse(Considered all);

    /// <summary>A refusal in this guard's name.</summary>
    protected Fault Refusal(Change change, string what, string remedy) => new()
    {
        Code = Name,
        What = $"refused: {what}",
        Where = change.After?.DeclaredAt is { } place ? place : new(change.Address.ToString()),
        Remedy = remedy,
    };
}
