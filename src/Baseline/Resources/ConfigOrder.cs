using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What comes before an organization's rule or conformance pack changes.</summary>
internal static class ConfigOrder
{
    /// <summary>
    /// AWS counts a rule as failed where nothing records, so it waits for the recorders of its region. What takes its place in an environment, or takes it back from there,
    /// comes before the other lets go of it: no account is without in between.
    /// </summary>
    public static IEnumerable<Address> Awaits(Change change, PendingChanges pending) => change switch
    {
        { After: null } => pending.Where(c => c is { After: not null } && InPlaceOf(c.Address, change.Address)).Select(c => c.Address),
        { Before: null } => pending.Where(c => IsRecorderFor(change, c)).Select(c => c.Address),
        _ => pending.Where(c => IsRecorderFor(change, c) || (c.Before is null && c.Address.Name.Length > change.Address.Name.Length && InPlaceOf(c.Address, change.Address))).Select(c => c.Address),
    };

    private static bool IsRecorderFor(Change change, Change other) => other is { Address.Kind: KindNames.ConfigRecorder, After: not null } && other.Address.Region == change.Address.Region;

    private static bool InPlaceOf(Address one, Address other) => one.Kind == other.Kind && one.Scope == other.Scope
        && (one.Name.StartsWith($"{other.Name}-", StringComparison.Ordinal) || other.Name.StartsWith($"{one.Name}-", StringComparison.Ordinal));
}
