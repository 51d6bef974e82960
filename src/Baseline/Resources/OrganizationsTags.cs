using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Tags of whatever Organizations tags: units, policies, accounts.</summary>
internal static class OrganizationsTags
{
    /// <summary>What reading needs.</summary>
    public const string ReadPermission = "organizations:ListTagsForResource";

    /// <summary>What changing needs.</summary>
    public static IReadOnlyList<Need> WritePermissions { get; } = [new("organizations:TagResource", For: "organizations:CreatePolicy"), new("organizations:TagResource", For: "organizations:CreateOrganizationalUnit"), "organizations:UntagResource"];

    /// <summary>Tags as a request takes them.</summary>
    public static List<Tag> For(IReadOnlyDictionary<string, string> tags) => [.. tags.Select(t => new Tag { Key = t.Key, Value = t.Value })];

    /// <summary>All tags of a resource.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(AwsSession session, string id, CancellationToken cancel)
    {
        var tags = await Paged.AllAsync(async token =>
        {
            var page = await session.Organizations.ListTagsForResourceAsync(new() { ResourceId = id, NextToken = token }, cancel);
            return (page.Tags, page.NextToken);
        });
        return Tags.Read(tags.Select(t => KeyValuePair.Create(t.Key, t.Value)));
    }

    /// <summary>Brings a resource's tags from observed to desired.</summary>
    public static async Task UpdateAsync(AwsSession session, string id, IReadOnlyDictionary<string, string> observed, IReadOnlyDictionary<string, string> desired, CancellationToken cancel)
    {
        var (set, remove) = Tags.Between(observed, desired);
        if (set.Count > 0)
        {
            await session.Organizations.TagResourceAsync(new() { ResourceId = id, Tags = For(new Dictionary<string, string>(set)) }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.Organizations.UntagResourceAsync(new() { ResourceId = id, TagKeys = remove }, cancel);
        }
    }
}
