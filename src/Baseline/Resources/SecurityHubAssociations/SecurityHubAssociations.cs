using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.SecurityHubPolicies;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAssociations;

/// <summary>The configuration policy of a root, unit or account.</summary>
/// <param name="Target">What it holds for, and for all beneath that have none of their own.</param>
/// <param name="Policy">Which; null for what manages itself.</param>
/// <param name="Status"><c>SUCCESS</c>, or <c>FAILED</c>.</param>
internal sealed record AssociationAttributes(Reference Target, Reference? Policy, string Status)
{
    /// <summary>It has reached every account.</summary>
    public const string Success = "SUCCESS";
}

/// <summary>
/// Associations of configuration policies: <c>security-hub-association/ou/PROD@security/eu-west-1</c>. The unit of an environment has the environment's policy; an account that
/// stands elsewhere, and the management account, have their own.
/// </summary>
internal sealed class AssociationKind() : ResourceKind<AssociationAttributes>(KindNames.SecurityHubAssociation, Nature.Thing, AssociationJson.Default.AssociationAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (SecurityHubSetup.Of(policies) is not { IsCentral: true } setup)
        {
            return [];
        }

        // A unit that several environments share cannot say which policy holds: there each account does.
        var units = setup.Environments.GroupBy(environment => environment.Unit, StringComparer.Ordinal).Where(unit => unit.Count() == 1).ToDictionary(unit => unit.Key, unit => unit.First().Name, StringComparer.Ordinal);
        return units.Select(unit => (Target: new Address(KindNames.OrganizationalUnit, unit.Key), Place: unit.Value))
            .Concat(setup.Members.Where(account => units.GetValueOrDefault(account.OrganizationalUnit) != account.Environment).Select(account => (Target: new Address(KindNames.Account, account.Name), Place: account.Environment)))
            .Append((Target: new Address(KindNames.Account, setup.Management), Place: setup.Management))
            .Select(each => Of(
                At(setup, each.Target),
                new(new(each.Target), new(ConfigurationPolicyKind.At(setup, policies.LandingZone, each.Place)), AssociationAttributes.Success),
                declaredAt: setup.Where));
    }

    /// <summary>What the association of a target is called.</summary>
    public Address At(SecurityHubSetup setup, Address target) => setup.Home.Address(Name, target.ToString());

    /// <inheritdoc/>
    public override Address? OwnedThrough(Resource resource) => Typed(resource).Policy?.To;

    /// <summary>The management account can follow a policy only when Security Hub is on in it.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        change.Verb == Verb.Delete ? [] : pending.Of(KindNames.SecurityHub).Select(c => c.Address);
}
