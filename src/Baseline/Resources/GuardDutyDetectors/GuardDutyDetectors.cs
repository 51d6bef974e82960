using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyDetectors;

/// <summary>GuardDuty in one account and region.</summary>
/// <param name="Enabled">On; false when it is suspended, or was never on.</param>
/// <param name="FindingFrequency">How often news of known findings is sent on. The administrator's holds for its members, who cannot change it: null for them, and where GuardDuty is to be off.</param>
/// <param name="Features"><c>ENABLED</c> or <c>DISABLED</c> by feature, those that are managed; null where GuardDuty is to be off.</param>
/// <param name="After">What must be done first: for a member to be enrolled, for the administrator to be named.</param>
internal sealed record GuardDutyDetectorAttributes(bool Enabled, string? FindingFrequency, SortedDictionary<string, string>? Features, Reference? After)
{
    private const string On = "ENABLED";
    private const string Off = "DISABLED";

    /// <summary>What of a detector is managed, as the policies want it.</summary>
    public static GuardDutyDetectorAttributes Wanted(Scope place, GuardDutyFile file, PolicyBundle policies) => Managed(
        place, file, policies, file.Enabled, file.FindingFrequency, name => file.FeaturesIn(place.Region!).Modes[name] == AutoEnable.All);

    /// <summary>What of a detector is managed, with the values given: the same on both sides.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="file">The policies for GuardDuty.</param>
    /// <param name="policies">All policies.</param>
    /// <param name="enabled">Whether it is on.</param>
    /// <param name="frequency">As AWS has it.</param>
    /// <param name="isOn">Whether a feature, or a part of one, is on.</param>
    public static GuardDutyDetectorAttributes Managed(Scope place, GuardDutyFile file, PolicyBundle policies, bool enabled, string? frequency, Func<string, bool> isOn)
    {
        if (!file.Enabled)
        {
            return new(enabled, null, null, null);
        }

        // New accounts get what is "new", and those that are there keep what they have.
        var managed = file.FeaturesIn(place.Region!).Modes.Where(mode => mode.Value != AutoEnable.New).Select(mode => mode.Key);
        var administrator = file.AdministratorIn(policies.LandingZone);
        var isManagement = place.Account == policies.LandingZone.ManagementAccount;
        return new(
            enabled,
            place.Account == administrator ? frequency : null,
            new(managed.ToDictionary(name => name, name => isOn(name) ? On : Off, StringComparer.Ordinal), StringComparer.Ordinal),
            isManagement ? null : new(place.Account == administrator ? GuardDutyAddresses.Administrator(policies, place.Region!) : GuardDutyAddresses.Members(administrator, place.Region!)));
    }
}

/// <summary>GuardDuty's detectors: <c>guardduty-detector/default@prod/eu-west-1</c>, one in each governed account and region, and off in retired regions.</summary>
internal sealed class GuardDutyDetectorKind()
    : ResourceKind<GuardDutyDetectorAttributes>(KindNames.GuardDutyDetector, Nature.Setting, GuardDutyDetectorJson.Default.GuardDutyDetectorAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        from area in policies.Find(GuardDutyFile.Area) is { } found ? (Sourced<GuardDutyFile>[])[found] : []
        from account in GuardDutyAddresses.Accounts(policies).OrderBy(name => name != policies.LandingZone.ManagementAccount)
        from region in policies.LandingZone.AllRegions
        select Of(GuardDutyAddresses.Detector(account, region), GuardDutyDetectorAttributes.Wanted(new(account, region), area.Value.In(region, policies), policies), declaredAt: area.Value.Features.Where);

    /// <summary>GuardDuty goes to sleep last: a member cannot put its own to sleep, nor an administrator while it has members.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        Typed(change.After!) is { Enabled: false, Features: null } ? GuardDutyAddresses.PendingIn(change.Address.Region!, pending) : [];
}
