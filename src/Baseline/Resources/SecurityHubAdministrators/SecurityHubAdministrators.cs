using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAdministrators;

/// <summary>Which account administers Security Hub for the organization in one region.</summary>
/// <param name="Organization">Whose administrator it is.</param>
/// <param name="Administrator">Null for none.</param>
/// <param name="ServiceAccess">The access that Security Hub needs; null where the policies do not manage it, or nobody administers.</param>
internal sealed record AdministratorAttributes(Reference Organization, Reference? Administrator, Reference? ServiceAccess);

/// <summary>The organization's administrator, region by region, as the management account names it: <c>security-hub-administrator/default@root/eu-west-1</c>.</summary>
internal sealed class AdministratorKind()
    : ResourceKind<AdministratorAttributes>(KindNames.SecurityHubAdministrator, Nature.Setting, AdministratorJson.Default.AdministratorAttributes)
{
    private static readonly string[] s_ofAdministrators =
        [KindNames.SecurityHubAssociation, KindNames.SecurityHubPolicy, KindNames.AutomationRule, KindNames.SecurityHubMember, KindNames.SecurityHubAggregator];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { } setup
        ? []
        : setup.AllRegions.Select(region => Of(setup.AdministratorAt(region), Attributes(setup, setup.IsOnIn(region) ? setup.Administrator : null), declaredAt: setup.Where));

    /// <summary>What goes with an administrator.</summary>
    /// <param name="setup">The policies.</param>
    /// <param name="administrator">An account's name; null for none.</param>
    public static AdministratorAttributes Attributes(SecurityHubSetup setup, string? administrator) =>
        administrator is null ? new(new(Address.Root), null, null) : new(new(Address.Root), new(new(KindNames.Account, administrator)), setup.ServiceAccess);

    /// <summary>An administrator goes, or another takes its place, after everything that only the old one can take back.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => change.Before is { } before && Typed(before).Administrator is not null
        ? s_ofAdministrators.SelectMany(pending.Of).Where(c => IsOfOld(c, Typed(before).Administrator!.Value.To.Name)).Select(c => c.Address).Union(SecurityHubSetup.Unlinking(change.Address.Region!, pending))
        : [];

    // Nothing that is to be made waits here: it may need the new administrator.
    private static bool IsOfOld(Change change, string administrator) => change.Address.Account == administrator && change.Address.Kind switch
    {
        KindNames.SecurityHubAssociation or KindNames.SecurityHubPolicy or KindNames.AutomationRule => change.Verb == Verb.Delete,
        KindNames.SecurityHubMember => change.After?.Attributes["associated"]?.GetValue<bool>() == false,
        KindNames.SecurityHubAggregator => change.After?.Attributes["mode"]?.GetValue<string>() == "NONE",
        _ => false,
    };
}
