using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyMembers;

/// <summary>The accounts that the administrator watches in one region.</summary>
/// <param name="Accounts">Those of the policies, in the order of names, without the administrator itself; accounts that the policies do not know are not told.</param>
/// <param name="Organization">What they get by themselves must be set before they come; null where nobody is to be a member.</param>
internal sealed record GuardDutyMembersAttributes(IReadOnlyList<Reference> Accounts, Reference? Organization)
{
    /// <summary>The managed part of the members: the same on both sides.</summary>
    public static GuardDutyMembersAttributes Of(IEnumerable<string> accounts, string region, GuardDutyFile file, PolicyBundle policies)
    {
        var administrator = file.AdministratorIn(policies.LandingZone);
        return new(
            [.. accounts.Where(name => name != administrator).Order(StringComparer.Ordinal).Select(name => new Reference(new(KindNames.Account, name)))],
            file.Enabled ? new(GuardDutyAddresses.Organization(administrator, region)) : null);
    }
}

/// <summary>
/// The administrator's members: <c>guardduty-members/default@root/eu-west-1</c>. What is on for all accounts may take AWS a day to reach them
/// (GuardDuty API Reference, UpdateOrganizationConfiguration, read 2026-11); enrolled, they have it at once.
/// </summary>
internal sealed class GuardDutyMembersKind() : ResourceKind<GuardDutyMembersAttributes>(KindNames.GuardDutyMembers, Nature.Setting, GuardDutyMembersJson.Default.GuardDutyMembersAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Find(GuardDutyFile.Area) is not { Value: var file } area
        ? []
        : policies.LandingZone.AllRegions.Select(region => Of(
            GuardDutyAddresses.Members(file.AdministratorIn(policies.LandingZone), region),
            GuardDutyMembersAttributes.Of(file.In(region, policies).Enabled ? GuardDutyAddresses.Accounts(policies) : [], region, file.In(region, policies), policies),
            declaredAt: area.Where));

    /// <summary>No member may leave while all are enrolled by themselves (GuardDuty API Reference, DisassociateMembers, read 2026-11).</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        Typed(change.After!).Organization is null ? GuardDutyAddresses.PendingIn(change.Address.Region!, pending, KindNames.GuardDutyOrganization) : [];
}
