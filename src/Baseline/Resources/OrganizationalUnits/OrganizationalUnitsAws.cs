using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.OrganizationalUnits;

/// <summary>The calls of <see cref="OrganizationalUnitKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class OrganizationalUnitsAws(OrganizationalUnitKind kind) : AwsThing<OrganizationalUnitAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListOrganizationalUnitsForParent", OrganizationsTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["organizations:CreateOrganizationalUnit", "organizations:DeleteOrganizationalUnit", .. OrganizationsTags.WritePermissions];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await world.TreeAsync(cancel) is { } tree
            ? await Paged.EachAsync(tree.Units, async (unit, stop) => Seen(unit.Path, unit.ParentAddress, await OrganizationsTags.ReadAsync(world.Session, unit.Id, stop), world), cancel)
            : []);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var parent = kind.Typed((change.After ?? change.Before)!).Parent.To;
        var siblings = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = world.Ids.Of(parent), NextToken = token }, cancel);
            return (page.OrganizationalUnits, page.NextToken);
        });
        if (siblings.FirstOrDefault(u => u.Name == NameOf(change.Address)) is not { } unit)
        {
            return null;
        }

        world.Ids.Learn(change.Address, unit.Id);
        return Seen(change.Address.Name, parent, await OrganizationsTags.ReadAsync(world.Session, unit.Id, cancel), world);
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, OrganizationalUnitAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var created = await world.Session.Organizations.CreateOrganizationalUnitAsync(
                new() { ParentId = world.Ids.Of(desired.Parent.To), Name = NameOf(address), Tags = OrganizationsTags.For(desired.Tags) }, cancel);
            world.Ids.Learn(address, created.OrganizationalUnit.Id);
        }
        catch (DuplicateOrganizationalUnitException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours.
        }
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, OrganizationalUnitAttributes observed, OrganizationalUnitAttributes desired, AwsWorld world, CancellationToken cancel) =>
        OrganizationsTags.UpdateAsync(world.Session, world.Ids.Of(address), observed.Tags, desired.Tags, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, OrganizationalUnitAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.DeleteOrganizationalUnitAsync(new() { OrganizationalUnitId = world.Ids.Of(address) }, cancel);
        }
        catch (OrganizationalUnitNotFoundException)
        {
            // Gone already.
        }
    }

    private static string NameOf(Address address) => address.Name[(address.Name.LastIndexOf('/') + 1)..];

    private Resource Seen(string path, Address parent, SortedDictionary<string, string> tags, AwsWorld world) =>
        kind.Of(path, new(new(parent), tags), world.IsOurs(tags));
}
