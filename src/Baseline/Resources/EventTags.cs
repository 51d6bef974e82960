using Amazon.EventBridge.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Tags of whatever EventBridge tags: buses and rules.</summary>
internal static class EventTags
{
    /// <summary>What reading needs.</summary>
    public const string ReadPermission = "events:ListTagsForResource";

    /// <summary>What changing needs.</summary>
    public static IReadOnlyList<Need> WritePermissions { get; } = [new("events:TagResource", For: "events:CreateEventBus"), new("events:TagResource", For: "events:PutRule"), "events:UntagResource"];

    /// <summary>Tags as a request takes them.</summary>
    public static List<Tag> For(IReadOnlyDictionary<string, string> tags) => [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    /// <summary>All tags of a bus or rule.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(AwsSession session, string arn, CancellationToken cancel) =>
        Tags.Read(((await session.Events.ListTagsForResourceAsync(new() { ResourceARN = arn }, cancel)).Tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    /// <summary>Brings tags from observed to desired.</summary>
    public static async Task UpdateAsync(AwsSession session, string arn, IReadOnlyDictionary<string, string> observed, IReadOnlyDictionary<string, string> desired, CancellationToken cancel)
    {
        var (set, remove) = Tags.Between(observed, desired);
        if (set.Count > 0)
        {
            await session.Events.TagResourceAsync(new() { ResourceARN = arn, Tags = For(new Dictionary<string, string>(set)) }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.Events.UntagResourceAsync(new() { ResourceARN = arn, TagKeys = remove }, cancel);
        }
    }
}
