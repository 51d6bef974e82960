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
        var organizations = world.Session.Organizations;
        Amazon.Organizations.Model.Organization organization;
        try
        {
            organization = (await organizations.DescribeOrganizationAsync(new DescribeOrganizationRequest(), cancel)).Organization;
        }
        catch (AWSOrganizationsNotInUseException)
        {
            return null;
        }

        var roots = await Paged.AllAsync(async token =>
        {
            var page = await organizations.ListRootsAsync(new ListRootsRequest { NextToken = token }, cancel);
            return (page.Roots, page.NextToken);
        });
        world.Ids.Learn(Address.Root, roots[0].Id);
        return new(organization, roots[0]);
    }
}
