using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What was read of one kind, and what could not be. A part that could not be read is never taken for absent.</summary>
/// <param name="Resources">Everything found, ours or not.</param>
/// <param name="Unread">One fault for each part that could not be read, and without which there is no plan.</param>
internal sealed record Reading(IReadOnlyList<Resource> Resources, IReadOnlyList<Fault> Unread)
{
    /// <summary>Accounts and regions that could not be read, and without which the others go on.</summary>
    public IReadOnlyList<OutOfReach> OutOfReach { get; init; } = [];

    /// <summary>Names of the kinds of which a part could not be read: what is missing of these may be there all the same.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];

    /// <summary>A complete reading.</summary>
    public Reading(IReadOnlyList<Resource> resources)
        : this(resources, [])
    {
    }
}
