using Amazon.IdentityStore.Model;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Identity Center's instance.</summary>
/// <param name="InstanceArn">Of SSO Admin.</param>
/// <param name="IdentityStoreId">Of the users and groups behind it.</param>
internal sealed record IdentityCenter(string InstanceArn, string IdentityStoreId)
{
    /// <summary>All groups; their ids are learnt. Empty where there is no organization yet, and so no Identity Center. Read once in a run.</summary>
    public static Task<IReadOnlyList<Group>> GroupsAsync(AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync<IReadOnlyList<Group>>("groups", async stop => await ExpectedAsync(world, stop) ? await ListGroupsAsync(world, stop) : [], cancel);

    /// <summary>Lists all groups anew and teaches their ids.</summary>
    public static async Task<IReadOnlyList<Group>> ListGroupsAsync(AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var groups = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.IdentityStore.ListGroupsAsync(new() { IdentityStoreId = center.IdentityStoreId, NextToken = token }, cancel);
            return (page.Groups, page.NextToken);
        });
        foreach (var group in groups)
        {
            world.Ids.Learn(new(KindNames.Group, group.DisplayName), group.GroupId);
        }

        return groups;
    }

    /// <summary>Whether there can be an Identity Center: it comes with the organization.</summary>
    public static async Task<bool> ExpectedAsync(AwsWorld world, CancellationToken cancel) => await world.TreeAsync(cancel) is not null;

    /// <summary>Finds the instance in the home region.</summary>
    /// <exception cref="FaultException">There is none: AWS enables an organization instance in its console only (IAM Identity Center User Guide, "Enable IAM Identity Center").</exception>
    public static async Task<IdentityCenter> FindAsync(AwsWorld world, CancellationToken cancel)
    {
        var instances = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListInstancesAsync(new ListInstancesRequest { NextToken = token }, cancel);
            return (page.Instances, page.NextToken);
        });
        return instances.FirstOrDefault() is { } instance
            ? new(instance.InstanceArn, instance.IdentityStoreId)
            : throw new FaultException(new()
            {
                Code = "identity-center-not-enabled",
                What = $"IAM Identity Center is not enabled in {world.Session.Region}",
                Where = new($"{world.LandingZone.ManagementAccount}/{world.Session.Region} sso:ListInstances"),
                Remedy = "enable it once in the console of the root account in that region (AWS has no API for it), or leave it out with --only",
            });
    }
}
