using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Tags of hubs, configuration policies and automation rules.</summary>
internal sealed partial class SecurityHubSandbox
{
    private const int MostTags = 50;

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) =>
        new() { Tags = new(TagsOf(request.ResourceArn!, call)) };

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        Set(TagsOf(request.ResourceArn!, call), request.Tags!);
        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceArn!, call);
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new UntagResourceResponse();
    }

    private SortedDictionary<string, string> TagsOf(string arn, Call call)
    {
        var hub = Hub(call);
        return (arn == HubArn(call) ? hub.Tags : null)
            ?? hub.Policies.Find(each => PolicyArn(each, call) == arn)?.Tags
            ?? hub.Rules.Find(each => RuleArn(each, call) == arn)?.Tags
            ?? throw new ResourceNotFoundException($"Resource {arn} not found");
    }

    private static void Set(SortedDictionary<string, string> tags, Dictionary<string, string> set)
    {
        foreach (var (key, value) in set)
        {
            tags[key] = value;
        }

        if (tags.Count > MostTags)
        {
            throw Invalid($"A resource has at most {MostTags} tags");
        }
    }
}
