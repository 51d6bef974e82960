using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What a plan was made of; an apply of a saved plan goes ahead only when both are still the same.</summary>
/// <param name="Policies">Over the canonical content of the policy files: <c>sha256:…</c>.</param>
/// <param name="Estate">Over everything observed: <c>sha256:…</c>.</param>
internal sealed record Fingerprint(string Policies, string Estate);

/// <summary>Everything an apply will do, and why it may not. The applier can do only what stands here.</summary>
internal sealed record Plan
{
    /// <summary>One per address, also for those kept, in an order that respects <see cref="Change.Needs"/>.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>Changes that are asked for and will not be made: the plan does not apply while there are any.</summary>
    public IReadOnlyList<Fault> Refusals { get; init; } = [];

    /// <summary>What could not be read: the plan does not apply while there is any, unless the command leaves that part out.</summary>
    public IReadOnlyList<Fault> Unread { get; init; } = [];

    /// <summary>Accounts and regions that are left alone because they could not be read; the plan applies to the others.</summary>
    public IReadOnlyList<OutOfReach> OutOfReach { get; init; } = [];

    /// <summary>Declared resources of kinds that could not be read: whether they are there is not known, so no change is planned for them.</summary>
    public IReadOnlyList<Address> NotRead { get; init; } = [];

    /// <summary>Changes that are left for a later run: what they need is not there yet, and not part of this one.</summary>
    public IReadOnlyList<Address> Deferred { get; init; } = [];

    /// <summary>Worth telling, no obstacle: parts left out on the command line, accounts skipped.</summary>
    public IReadOnlyList<Fault> Notes { get; init; } = [];

    /// <summary>What the plan was made of.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>The changes that do something.</summary>
    public IEnumerable<Change> Pending => Changes.Where(c => c.Verb != Verb.Keep);

    /// <summary>How many changes have this verb.</summary>
    public int Count(Verb verb) => Changes.Count(c => c.Verb == verb);

    /// <summary>Whether everything asked for was looked at and is as declared.</summary>
    public bool Complete => OutOfReach.Count + Deferred.Count == 0 && !Pending.Any();

    /// <summary>Whether an apply may carry it out.</summary>
    public bool Applicable => Refusals.Count == 0 && Unread.Count == 0;
}
