using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Tags of the root, units, accounts, policies and the resource policy.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequireTaggable(organization, request.ResourceId!);
        Keep(organization, request.ResourceId!, Checked(request.Tags, organization.Tags.GetValueOrDefault(request.ResourceId!) ?? []));
        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequireTaggable(organization, request.ResourceId!);
        var tags = organization.Tags.GetValueOrDefault(request.ResourceId!) ?? [];
        request.TagKeys!.ForEach(key => tags.Remove(key));
        Keep(organization, request.ResourceId!, tags);
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call)
    {
        var organization = ForReader(call);
        RequireTaggable(organization, request.ResourceId!);
        var (tags, next) = pages.Cut((organization.Tags.GetValueOrDefault(request.ResourceId!) ?? []).Select(tag => new Tag { Key = tag.Key, Value = tag.Value }), null, request.NextToken);
        return new ListTagsForResourceResponse { Tags = tags, NextToken = next };
    }

    /// <summary>The tags with those added, or AWS's refusal. The tags at hand are not changed.</summary>
    private SortedDictionary<string, string> Checked(List<Tag>? added, SortedDictionary<string, string> present)
    {
        var all = new SortedDictionary<string, string>(present, StringComparer.Ordinal);
        foreach (var tag in added ?? [])
        {
            if (tag.Key!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid("INVALID_SYSTEM_TAGS_PARAMETER", "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys because they're reserved for AWS use.");
            }

            if (added!.Count(each => each.Key == tag.Key) > 1)
            {
                throw Invalid("DUPLICATE_TAG_KEY", "Tag keys must be unique among the tags attached to the same entity.");
            }

            all[tag.Key] = tag.Value!;
        }

        return all.Count <= Quotas.Tags ? all : throw Constraint("MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.");
    }

    private static void Keep(StoredOrganization organization, string id, SortedDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            organization.Tags.Remove(id);
        }
        else
        {
            organization.Tags[id] = tags;
        }
    }

    private void RequireTaggable(StoredOrganization organization, string id)
    {
        if (!IsParent(organization, id) && !Accounts.Exists(account => account.Id == id) && !organization.Policies.Exists(policy => policy.Id == id && !policy.AwsManaged)
            && organization.ResourcePolicy?.Id != id)
        {
            throw new TargetNotFoundException("You specified a target that doesn't exist.");
        }
    }
}
