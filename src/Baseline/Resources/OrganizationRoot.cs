using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The organization and its one root: what policies, their types and trusted access need, which thus need not wait for the walk through hundreds of accounts.</summary>
/// <param name="Organization">AWS's description.</param>
/// <param name="Root">With the types of policies that are enabled.</param>
internal sealed record OrganizationRoot(Amazon.Organizations.Model.Organization Organization, Root Root)
{
    /// <summary>Reads both and teaches the root's id; null when there is no organization.</summary>
    public static async Task<OrganizationRoot?> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        Amazon.Organizations.Model.Organization organization;
        try
        {
            organization = (await world.Session.Organizations.DescribeOrganizationAsync(new DescribeOrganizationRequest(), cancel)).Organization;
        }
        catch (AWSOrganizationsNotInUseException)
        {
            return null;
        }

        var root = await RootAsync(world, cancel);
        world.Ids.Learn(Address.Root, root.Id);
        return new(organization, root);
    }

    /// <summary>The root as it is now: an organization has one (Organizations API Reference, ListRoots).</summary>
    public static async Task<Root> RootAsync(AwsWorld world, CancellationToken cancel) => (await Paged.AllAsync(async token =>
    {
        var page = await world.Session.Organizations.ListRootsAsync(new ListRootsRequest { NextToken = token }, cancel);
        return (page.Roots, page.NextToken);
    }))[0];
}
