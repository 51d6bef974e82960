using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Organization;

/// <summary>The calls of <see cref="OrganizationKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class OrganizationAws(OrganizationKind kind) : AwsSetting<OrganizationAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "organizations:DescribeOrganization", "organizations:ListRoots", "organizations:ListOrganizationalUnitsForParent", "organizations:ListAccountsForParent",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["organizations:CreateOrganization", Need.LinkedRole("organizations.amazonaws.com", "organizations:CreateOrganization")];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await world.TreeAsync(cancel) is { } tree ? [Seen(tree)] : []);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        world.Forget();
        return await world.TreeAsync(cancel) is { } tree ? Seen(tree) : null;
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, OrganizationAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, cancel);
        }
        catch (AlreadyInOrganizationException)
        {
            // An earlier, killed run got this far.
        }
    }

    private Resource Seen(OrganizationTree tree) => kind.Of(Address.Root.Name, new(tree.Organization.FeatureSet.Value));
}
