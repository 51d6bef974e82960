using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubMembers;

/// <summary>Whether the administrator sees an account's findings in one region.</summary>
/// <param name="Associated">Whether it is a member.</param>
/// <param name="Account">Which account.</param>
/// <param name="Administrator">Who names the administrator; null where Security Hub is to be off.</param>
/// <param name="Hub">The account's own hub; null where Security Hub is to be off.</param>
internal sealed record MemberAttributes(bool Associated, Reference Account, Reference? Administrator, Reference? Hub);

/// <summary>Members of the administrator in local mode: <c>security-hub-member/prod@root/eu-west-1</c>. In central mode configuration policies make members.</summary>
internal sealed class MemberKind() : ResourceKind<MemberAttributes>(KindNames.SecurityHubMember, Nature.Setting, MemberJson.Default.MemberAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { } setup ? [] :
        from region in RegionsOf(setup)
        from account in setup.Accounts
        where account.Account != setup.Administrator
        select Of(At(setup, account.Account, region), Attributes(setup, account.Account, region, setup.IsOnIn(region)), declaredAt: setup.Where);

    /// <summary>Where members are the policies' affair one by one. No configuration policy makes or holds any in a region that is retired.</summary>
    public static IReadOnlyList<string> RegionsOf(SecurityHubSetup setup) => [.. setup.AllRegions.Where(region => !setup.IsCentralIn(region))];

    /// <summary>What the membership of an account is called.</summary>
    public Address At(SecurityHubSetup setup, string account, string region) => new Scope(setup.Administrator, region).Address(Name, account);

    /// <summary>What goes with a membership.</summary>
    public static MemberAttributes Attributes(SecurityHubSetup setup, string account, string region, bool associated) => new(
        associated,
        new(new(KindNames.Account, account)),
        setup.IsOnIn(region) ? new(setup.AdministratorAt(region)) : null,
        setup.IsOnIn(region) ? new(SecurityHubSetup.HubAt(account, region)) : null);

    /// <summary>Members are the configuration policies' affair until central configuration is over, or has let go of the region.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => SecurityHubSetup.EndOfCentral(pending).Concat(SecurityHubSetup.Unlinking(change.Address.Region!, pending));
}
