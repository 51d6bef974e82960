using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Resources.Topics;

/// <summary>The calls of <see cref="TopicKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class TopicsAws(TopicKind kind) : AwsThing<TopicAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["sns:ListTopics", "sns:GetTopicAttributes", "sns:ListTagsForResource", "sns:ListSubscriptionsByTopic", "sns:GetSubscriptionAttributes"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "sns:CreateTopic", "sns:SetTopicAttributes", "sns:DeleteTopic", new("sns:TagResource", For: "sns:CreateTopic"), "sns:UntagResource", "sns:Subscribe", "sns:Unsubscribe", "sns:SetSubscriptionAttributes",
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        if (AlertPlaces.Of(world.Policies) is not { Center: var center } || !(await world.ScopesAsync(Places.HomeRegion, cancel)).Contains(center))
        {
            return new([]);
        }

        var notes = new ConcurrentBag<Fault>();
        var reading = await ScopedReading.OfAsync(kind, [center], (scope, session, stop) => ReadInAsync(scope, session, notes, world, stop), world, cancel);
        return reading with { Unread = [.. reading.Unread, .. notes.OrderBy(note => note.What, StringComparer.Ordinal)] };
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return await SeenAsync(await ArnAsync(change.Address, world, cancel), change.Address, [], world, cancel);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, TopicAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DisplayName"] = desired.DisplayName,
            ["Policy"] = await PlacedIds.UploadAsync(desired.Policy!, world, cancel),
        };
        if (desired.Key is { } key)
        {
            attributes["KmsMasterKeyId"] = KeyId(key, world);
        }

        // Creating what is there as it is to be answers its ARN, so that this may be repeated (SNS API Reference, CreateTopic).
        var arn = (await session.Sns.CreateTopicAsync(
            new() { Name = address.Name, Attributes = attributes, Tags = [.. desired.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }, cancel)).TopicArn;
        await new SubscriptionCalls(address, arn, session.Sns, world).UpdateAsync(desired.Subscriptions, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, TopicAttributes observed, TopicAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (session, arn) = (world.SessionOf(address), await ArnAsync(address, world, cancel));
        Task SetAsync(string name, string value) => session.Sns.SetTopicAttributesAsync(new() { TopicArn = arn, AttributeName = name, AttributeValue = value }, cancel);
        if (observed.DisplayName != desired.DisplayName)
        {
            await SetAsync("DisplayName", desired.DisplayName);
        }

        if (!PolicyContent.Same(observed.Key, desired.Key))
        {
            // An empty text takes the key away.
            await SetAsync("KmsMasterKeyId", desired.Key is { } key ? KeyId(key, world) : "");
        }

        if (!PolicyContent.Same(observed.Policy, desired.Policy))
        {
            await SetAsync("Policy", await PlacedIds.UploadAsync(desired.Policy!, world, cancel));
        }

        await new SubscriptionCalls(address, arn, session.Sns, world).UpdateAsync(desired.Subscriptions, cancel);
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await session.Sns.TagResourceAsync(new() { ResourceArn = arn, Tags = [.. set.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.Sns.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, TopicAttributes observed, AwsWorld world, CancellationToken cancel) =>
        // Its subscriptions go with it, and deleting what is not there succeeds (SNS API Reference, DeleteTopic).
        await world.SessionOf(address).Sns.DeleteTopicAsync(new() { TopicArn = await ArnAsync(address, world, cancel) }, cancel);

    private async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, ConcurrentBag<Fault> notes, AwsWorld world, CancellationToken cancel)
    {
        var topics = await Paged.AllAsync(async token =>
        {
            var page = await session.Sns.ListTopicsAsync(new() { NextToken = token }, cancel);
            return (page.Topics, page.NextToken);
        });
        return await Paged.EachAsync(topics, (topic, stop) => SeenAsync(topic.TopicArn, scope.Address(kind.Name, topic.TopicArn.Split(':')[^1]), notes, world, stop), cancel);
    }

    private async Task<Resource> SeenAsync(string arn, Address address, ConcurrentBag<Fault> notes, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var attributes = (await session.Sns.GetTopicAttributesAsync(new() { TopicArn = arn }, cancel)).Attributes;
        var tags = Tags.Read(((await session.Sns.ListTagsForResourceAsync(new() { ResourceArn = arn }, cancel)).Tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));
        var declared = kind.Declare(world.Policies).FirstOrDefault(topic => topic.Address == address) is { } found ? kind.Typed(found).Subscriptions : [];
        return kind.Of(
            address,
            new()
            {
                DisplayName = attributes.GetValueOrDefault("DisplayName", ""),
                Key = KeySeen(attributes.GetValueOrDefault("KmsMasterKeyId"), address, world),
                Policy = await PlacedIds.ReadAsync(attributes.GetValueOrDefault("Policy"), world, cancel),
                Subscriptions = await new SubscriptionCalls(address, arn, session.Sns, world).ReadAsync(declared, notes, cancel),
                Tags = tags,
            },
            world.IsOurs(tags));
    }

    // By alias, which is known before the key is, and stays when the key is replaced (SNS API Reference, SetTopicAttributes: whatever names a key to KMS).
    private static string KeyId(JsonNode key, AwsWorld world) =>
        Reference.TryRead(key) is { } ours ? AlertPlaces.Of(world.Policies)!.KeyAlias(ours.Name) : key.GetValue<string>();

    private static JsonNode? KeySeen(string? id, Address topic, AwsWorld world)
    {
        var prefix = AlertPlaces.Of(world.Policies)!.KeyAlias("");
        return string.IsNullOrEmpty(id) ? null
            : id.StartsWith(prefix, StringComparison.Ordinal) ? TopicKind.KeyOf(topic.Within!.Value.Address(KindNames.KmsKey, id[prefix.Length..]))
            : JsonValue.Create(id);
    }

    private static Task<string> ArnAsync(Address topic, AwsWorld world, CancellationToken cancel) =>
        PlacedIds.FilledAsync(AlertPlaces.Arn("sns", topic.Within!.Value, topic.Name), world, cancel);
}
