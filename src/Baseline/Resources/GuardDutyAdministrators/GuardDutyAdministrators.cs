using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;

/// <summary>Who administers GuardDuty for the organization in one region.</summary>
/// <param name="Administrator">The account; null for nobody.</param>
/// <param name="Detector">GuardDuty in the management account, which must be on before (GuardDuty User Guide, "Permissions required to designate a delegated administrator", read 2026-11).</param>
/// <param name="ServiceAccess">GuardDuty's access to the organization.</param>
internal sealed record GuardDutyAdministratorAttributes(Reference? Administrator, Reference? Detector, Reference? ServiceAccess)
{
    /// <summary>Nobody.</summary>
    public static GuardDutyAdministratorAttributes Nobody { get; } = new(null, null, null);

    /// <summary>An account.</summary>
    public static GuardDutyAdministratorAttributes Of(Address account, string region, PolicyBundle policies) => new(
        new(account),
        new(GuardDutyAddresses.Detector(policies.LandingZone.ManagementAccount, region)),
        new(new(KindNames.ServiceAccess, GuardDutyAddresses.Principal)));
}

/// <summary>
/// GuardDuty's administrators: <c>guardduty-administrator/default@root/eu-west-1</c>. AWS keeps one for each region, and wants the same account in all.
/// The management account may be it, which AWS does not recommend (GuardDuty User Guide, "Managing accounts with AWS Organizations", read 2026-11).
/// </summary>
internal sealed class GuardDutyAdministratorKind()
    : ResourceKind<GuardDutyAdministratorAttributes>(KindNames.GuardDutyAdministrator, Nature.Setting, GuardDutyAdministratorJson.Default.GuardDutyAdministratorAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Find(GuardDutyFile.Area) is not { Value: var file } area
        ? []
        : policies.LandingZone.AllRegions.Select(region => Of(
            GuardDutyAddresses.Administrator(policies, region),
            file.In(region, policies).Enabled ? GuardDutyAdministratorAttributes.Of(new(KindNames.Account, file.AdministratorIn(policies.LandingZone)), region, policies) : GuardDutyAdministratorAttributes.Nobody,
            declaredAt: file.Administrator?.Where ?? area.Where));

    /// <summary>
    /// Nobody is left without an administrator while the administrator still holds members (GuardDuty User Guide, "Changing the delegated administrator account", read 2026-11). Whoever comes somewhere has
    /// the other dismissed everywhere, and so comes after regions that are to have nobody: two would else dismiss the same one.
    /// </summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => Typed(change.After!).Administrator is null
        ? GuardDutyAddresses.PendingIn(change.Address.Region!, pending, KindNames.GuardDutyOrganization, KindNames.GuardDutyMembers)
        : pending.Of(Name).Where(other => Typed(other.After!).Administrator is null).Select(other => other.Address);
}
