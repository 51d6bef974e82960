using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.OrganizationalUnits;

/// <summary>An organizational unit.</summary>
/// <param name="Parent">The unit above, or the organization's root.</param>
/// <param name="Tags">All its tags.</param>
internal sealed record OrganizationalUnitAttributes(Reference Parent, SortedDictionary<string, string> Tags);

/// <summary>Organizational units, named by their path: <c>ou/Workloads/PROD</c>. Another path is another unit: a rename is a deletion and a creation.</summary>
internal sealed class OrganizationalUnitKind() : ResourceKind<OrganizationalUnitAttributes>(KindNames.OrganizationalUnit, Nature.Thing, OrganizationalUnitJson.Default.OrganizationalUnitAttributes)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RefersTo => [KindNames.Organization, KindNames.OrganizationalUnit];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        policies.OrganizationalUnits.Select(u => Of(u.Value.Path, new(new(ParentOf(u.Value.Path)), Tags.Owned(policies.LandingZone.ManagedBy)), declaredAt: u.Where));

    private static Address ParentOf(string path) =>
        path.LastIndexOf('/') is var slash and > 0 ? new(KindNames.OrganizationalUnit, path[..slash]) : Address.Root;
}
