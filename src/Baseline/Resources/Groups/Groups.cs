using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Groups;

/// <summary>A group of the Identity Store.</summary>
/// <param name="Description">What it is for; null where nobody wrote one.</param>
internal sealed record GroupAttributes(string? Description);

/// <summary>
/// Groups of people. Declared ones are made here, and since the Identity Store has no tags, the policies' prefix in their name marks them as ours;
/// external ones are synchronised by the identity provider, and only have to exist.
/// </summary>
internal sealed class GroupKind() : ResourceKind<GroupAttributes>(KindNames.Group, Nature.Thing, GroupJson.Default.GroupAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Groups.Select(g =>
        Of(GroupNames.DisplayName(g.Value, policies.LandingZone), new(g.Value.External ? null : g.Value.Description), declaredAt: g.Where) with { External = g.Value.External });

    /// <summary>Identity Center comes with the organization.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => [Address.Root];
}
