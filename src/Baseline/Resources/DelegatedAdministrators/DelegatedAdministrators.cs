using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.DelegatedAdministrators;

/// <summary>Who administers a service for the organization.</summary>
/// <param name="Organization">Which organization.</param>
/// <param name="Administrators">In the order of names. The management account alone when nobody is delegated: AWS refuses to delegate to it, and it may administer every service anyway.</param>
/// <param name="ServiceAccess">The access that must be there before somebody is delegated; null when nobody is.</param>
internal sealed record DelegatedAdministratorAttributes(Reference Organization, IReadOnlyList<Reference> Administrators, Reference? ServiceAccess)
{
    /// <summary>Of these accounts, delegated; none of them is the management account.</summary>
    public static DelegatedAdministratorAttributes Of(string principal, IEnumerable<Address> delegated, string managementAccount)
    {
        var accounts = delegated.Order().Select(account => new Reference(account)).ToList();
        return accounts.Count == 0
            ? new(new(Address.Root), [new(new(KindNames.Account, managementAccount))], null)
            : new(new(Address.Root), accounts, new(new(KindNames.ServiceAccess, principal)));
    }
}

/// <summary>Administrators of services: <c>delegated-administrator/access-analyzer.amazonaws.com</c>, for services without a call of their own for it. A setting: whoever else was delegated no longer is.</summary>
internal sealed class DelegatedAdministratorKind()
    : ResourceKind<DelegatedAdministratorAttributes>(KindNames.DelegatedAdministrator, Nature.Setting, DelegatedAdministratorJson.Default.DelegatedAdministratorAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        var management = policies.LandingZone.ManagementAccount;
        return from service in policies.Find(TrustedAccessFile.Area)?.Value.Services ?? []
               where service.Value.Administrator.HasValue
               let administrator = service.Value.Administrator!.Value
               let delegated = administrator.Value == management ? (Address[])[] : [new(KindNames.Account, administrator.Value)]
               select Of(service.Key, DelegatedAdministratorAttributes.Of(service.Key, delegated, management), declaredAt: administrator.Where);
    }
}
