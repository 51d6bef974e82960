using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Placements;

/// <summary>Where an account lies.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Parent">The unit, or the organization's root, where AWS puts every new account.</param>
internal sealed record PlacementAttributes(Reference Account, Reference Parent);

/// <summary>The place of each account: <c>placement/prod</c>. A kind of its own, so that a new account can wait for the guardrails of its unit.</summary>
internal sealed class PlacementKind() : ResourceKind<PlacementAttributes>(KindNames.Placement, Nature.Setting, PlacementJson.Default.PlacementAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Accounts.Select(a => Of(
        a.Value.Name,
        new(new(new(KindNames.Account, a.Value.Name)), new(new(KindNames.OrganizationalUnit, a.Value.OrganizationalUnit))),
        declaredAt: a.Where));

    /// <summary>An account enters a unit only when everything that is to guard it, the unit and the units above is in force, with its new content.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending)
    {
        var attached = UnitPaths.UpFrom(Typed(change.After!).Parent.To).Append(new(KindNames.Account, change.Address.Name))
            .SelectMany(pending.CreationsOn)
            .Where(c => KindNames.IsAttachment(c.Address.Kind));
        var edited = KindNames.Guardrails.SelectMany(pending.Of).Where(c => c.Verb == Verb.Update);
        return attached.Concat(edited).Select(c => c.Address);
    }
}
