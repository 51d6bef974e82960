using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Tags of recorders, aggregators and rules of an account; what the organization deploys has none.</summary>
internal sealed partial class ConfigSandbox
{
    private const int MostTags = 50;

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceArn!, call);
        if (tags.Keys.Union(request.Tags!.Select(tag => tag.Key!)).Count() > MostTags)
        {
            throw new TooManyTagsException("You have reached the limit of the number of tags you can use.");
        }

        request.Tags!.ForEach(tag => tags[tag.Key!] = tag.Value ?? "");
        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceArn!, call);
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call)
    {
        var (tags, next) = wide.Cut(TagsOf(request.ResourceArn!, call), request.Limit, request.NextToken);
        return new ListTagsForResourceResponse { Tags = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })], NextToken = next };
    }

    private SortedDictionary<string, string> TagsOf(string arn, Call call)
    {
        var config = Config(call);
        var known = config.Rules.Exists(rule => rule.Arn == arn) || config.Aggregators.Exists(each => each.Arn == arn) || (config.Recorder is { } recorder && RecorderArn(call, recorder.Name) == arn);
        if (!known)
        {
            throw new ResourceNotFoundException($"ResourceArn '{arn}' does not exist.");
        }

        if (!config.Tags.TryGetValue(arn, out var tags))
        {
            config.Tags.Add(arn, tags = new(StringComparer.Ordinal));
        }

        return tags;
    }
}
