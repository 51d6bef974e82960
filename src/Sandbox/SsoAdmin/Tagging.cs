using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>Tags of permission sets and of the instance.</summary>
internal sealed partial class SsoAdminSandbox
{
    // Identity Center User Guide, "Tagging": 50 tags a resource, though a request may carry 75.
    private const int MostTags = 50;

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var tags = TagsOf(call, request.InstanceArn, request.ResourceArn!);
        foreach (var (key, value) in Checked(request.Tags, tags))
        {
            tags[key] = value;
        }

        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = TagsOf(call, request.InstanceArn, request.ResourceArn!);
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call)
    {
        var (tags, next) = pages.Cut(TagsOf(call, request.InstanceArn, request.ResourceArn!).Select(tag => new Tag { Key = tag.Key, Value = tag.Value }), null, request.NextToken);
        return new ListTagsForResourceResponse { Tags = tags, NextToken = next };
    }

    private SortedDictionary<string, string> TagsOf(Call call, string? instanceArn, string resourceArn)
    {
        Require(call, instanceArn);
        return resourceArn == IdentityCenterIds.InstanceArn(world.State.Organization!)
            ? Center.Tags
            : Center.PermissionSets.Find(set => set.Arn == resourceArn)?.Tags ?? throw new ResourceNotFoundException($"Resource with ARN {resourceArn} does not exist.");
    }

    private static SortedDictionary<string, string> Checked(List<Tag>? added, SortedDictionary<string, string> present)
    {
        var all = new SortedDictionary<string, string>(present, StringComparer.Ordinal);
        foreach (var tag in added ?? [])
        {
            if (tag.Key!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || added!.Count(each => each.Key == tag.Key) > 1)
            {
                throw new ValidationException($"Tag key {tag.Key} is reserved or given twice.");
            }

            all[tag.Key] = tag.Value!;
        }

        return all.Count <= MostTags ? all : throw new ServiceQuotaExceededException("You have exceeded the number of tags allowed on this resource.");
    }
}
