using Amazon.Runtime;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A permission set as AWS has it, with its tags.</summary>
/// <param name="PermissionSet">AWS's description.</param>
/// <param name="Tags">Null where tags are left out.</param>
/// <param name="Owned">Whether it carries our mark. Where nothing can carry one, because the endpoint has no tags, whether the policies declare it.</param>
internal sealed record PermissionSetReading(PermissionSet PermissionSet, SortedDictionary<string, string>? Tags, bool Owned)
{
    /// <summary>The facet that covers tags, by name: kinds do not know each other.</summary>
    public const string TagsFacet = "permission-set-tags";

    /// <summary>Every permission set; their ARNs are learnt. Empty where there is no organization yet. Read once in a run.</summary>
    public static Task<IReadOnlyList<PermissionSetReading>> AllAsync(AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync<IReadOnlyList<PermissionSetReading>>("permission sets", async stop => await IdentityCenter.ExpectedAsync(world, stop) ? await ListAsync(world, stop) : [], cancel);

    /// <summary>Lists every permission set anew.</summary>
    public static async Task<IReadOnlyList<PermissionSetReading>> ListAsync(AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var arns = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListPermissionSetsAsync(new() { InstanceArn = center.InstanceArn, NextToken = token }, cancel);
            return (page.PermissionSets, page.NextToken);
        });
        return await Paged.EachAsync(arns, (arn, stop) => ReadAsync(arn, world, stop), cancel);
    }

    /// <summary>Reads one permission set.</summary>
    public static async Task<PermissionSetReading> ReadAsync(string arn, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var described = await world.Session.SsoAdmin.DescribePermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn }, cancel);
        world.Ids.Learn(new(KindNames.PermissionSet, described.PermissionSet.Name), arn);
        if (world.Without.Contains(TagsFacet))
        {
            return new(described.PermissionSet, null, await IsOursAsync(described.PermissionSet, center, world, cancel));
        }

        var tags = await TagsAsync(arn, center, world, cancel);
        return new(described.PermissionSet, tags, world.IsOurs(tags));
    }

    // Leaving tags out says nothing about whose a permission set is: the mark is looked for all the same. Only an endpoint that has no tags at all cannot hold one.
    private static async Task<bool> IsOursAsync(PermissionSet set, IdentityCenter center, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return world.IsOurs(await TagsAsync(set.PermissionSetArn, center, world, cancel));
        }
        catch (AmazonServiceException e) when (AwsFaults.IsNotOffered(e))
        {
            return world.DeclaredPermissionSets.Contains(set.Name);
        }
        catch (AmazonServiceException e) when (AwsFaults.IsAccessDenied(e))
        {
            return false;
        }
    }

    private static async Task<SortedDictionary<string, string>> TagsAsync(string arn, IdentityCenter center, AwsWorld world, CancellationToken cancel)
    {
        var tags = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListTagsForResourceAsync(new() { InstanceArn = center.InstanceArn, ResourceArn = arn, NextToken = token }, cancel);
            return (page.Tags, page.NextToken);
        });
        return Resources.Tags.Read(tags.Select(t => KeyValuePair.Create(t.Key, t.Value)));
    }
}
