using System.Collections.Concurrent;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Resources.Topics;

/// <summary>The subscriptions of one topic: read, and brought from observed to desired.</summary>
/// <remarks>
/// A subscription by mail or web waits until somebody confirms it; until then SNS tells its endpoint and nothing else, and takes it back by no call (SNS Developer Guide,
/// "Confirm the subscription", read 2026-11). So one that is declared and waits counts as it is declared, and one that is not declared and waits counts for nothing:
/// SNS drops it after two days.
/// </remarks>
/// <param name="topic">The topic's address.</param>
/// <param name="arn">Its ARN.</param>
/// <param name="sns">The client where it lives.</param>
/// <param name="world">The run.</param>
internal sealed class SubscriptionCalls(Address topic, string arn, IAmazonSimpleNotificationService sns, AwsWorld world)
{
    private const string Pending = "PendingConfirmation";

    /// <summary>Who is told.</summary>
    /// <param name="declared">What the policies declare of the topic.</param>
    /// <param name="notes">Gets a note for each that waits to be confirmed.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<SubscriptionAttributes>> ReadAsync(IReadOnlyList<SubscriptionAttributes> declared, ConcurrentBag<Fault> notes, CancellationToken cancel)
    {
        var seen = await Paged.EachAsync(await ListAsync(cancel), async (subscription, stop) =>
        {
            var endpoint = await PlacedIds.NamedAsync(subscription.Endpoint, world, stop);
            return IsPending(subscription)
                ? Waiting(declared.FirstOrDefault(each => each.Protocol == subscription.Protocol && each.Endpoint == endpoint), notes)
                : await SeenAsync(subscription, endpoint, stop);
        }, cancel);
        return [.. seen.OfType<SubscriptionAttributes>().OrderBy(each => each.Identity, StringComparer.Ordinal)];
    }

    /// <summary>Subscribes, changes and ends what differs.</summary>
    public async Task UpdateAsync(IReadOnlyList<SubscriptionAttributes> desired, CancellationToken cancel)
    {
        var present = new Dictionary<string, Subscription>(StringComparer.Ordinal);
        // A topic that was made a moment ago may not be shown yet.
        foreach (var subscription in await Shown.AwaitAsync(topic, ListIfShownAsync, world.Time, cancel))
        {
            present[$"{subscription.Protocol} {await PlacedIds.NamedAsync(subscription.Endpoint, world, cancel)}"] = subscription;
        }

        foreach (var wanted in desired)
        {
            if (!present.Remove(wanted.Identity, out var found))
            {
                await SubscribeAsync(wanted, cancel);
            }
            else if (!IsPending(found))
            {
                await ChangeAsync(found.SubscriptionArn, await SeenAsync(found, wanted.Endpoint, cancel), wanted, cancel);
            }
        }

        foreach (var gone in present.Values.Where(subscription => !IsPending(subscription)))
        {
            await sns.UnsubscribeAsync(new() { SubscriptionArn = gone.SubscriptionArn }, cancel);
        }
    }

    private async Task<List<Subscription>?> ListIfShownAsync(CancellationToken cancel)
    {
        try
        {
            return await ListAsync(cancel);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task<List<Subscription>> ListAsync(CancellationToken cancel) => await Paged.AllAsync(async token =>
    {
        var page = await sns.ListSubscriptionsByTopicAsync(new() { TopicArn = arn, NextToken = token }, cancel);
        return (page.Subscriptions, page.NextToken);
    });

    private static bool IsPending(Subscription subscription) => subscription.SubscriptionArn is Pending or "Deleted";

    private SubscriptionAttributes? Waiting(SubscriptionAttributes? declared, ConcurrentBag<Fault> notes)
    {
        if (declared is not null)
        {
            notes.Add(new()
            {
                Severity = Severity.Note,
                Code = "unconfirmed-subscription",
                What = $"{declared.Endpoint} is not told yet: nobody has confirmed its subscription",
                Where = new(topic.ToString()),
                Remedy = declared.Protocol == "email" ? "follow the link in the mail that AWS sent there; after two days, run apply again for a new one" : "let the endpoint confirm, or take it out",
            });
        }

        return declared;
    }

    private async Task<SubscriptionAttributes> SeenAsync(Subscription subscription, string endpoint, CancellationToken cancel)
    {
        var attributes = (await sns.GetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription.SubscriptionArn }, cancel)).Attributes ?? [];
        var filter = attributes.GetValueOrDefault("FilterPolicy") is { Length: > 0 } text && text != "{}" ? text : null;
        return new()
        {
            Protocol = subscription.Protocol,
            Endpoint = endpoint,
            Filter = filter is null ? null : EventPattern.TryParse(filter, out _)?.Canonical ?? (System.Text.Json.Nodes.JsonNode)filter,
            FilterScope = filter is null ? null : attributes.GetValueOrDefault("FilterPolicyScope", "MessageAttributes"),
            Raw = attributes.GetValueOrDefault("RawMessageDelivery") == "true",
        };
    }

    private async Task SubscribeAsync(SubscriptionAttributes wanted, CancellationToken cancel)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wanted.Filter is { } filter)
        {
            attributes["FilterPolicyScope"] = wanted.FilterScope!;
            attributes["FilterPolicy"] = filter.ToJsonString();
        }

        if (wanted.Raw)
        {
            attributes["RawMessageDelivery"] = "true";
        }

        await sns.SubscribeAsync(
            new()
            {
                TopicArn = arn,
                Protocol = wanted.Protocol,
                Endpoint = await PlacedIds.FilledAsync(wanted.Endpoint, world, cancel),
                Attributes = attributes,
                ReturnSubscriptionArn = true,
            },
            cancel);
    }

    private async Task ChangeAsync(string subscription, SubscriptionAttributes observed, SubscriptionAttributes desired, CancellationToken cancel)
    {
        // The scope first: the policy is checked against it.
        if (desired.FilterScope is { } scope && scope != observed.FilterScope)
        {
            await SetAsync(subscription, "FilterPolicyScope", scope, cancel);
        }

        if (!PolicyContent.Same(observed.Filter, desired.Filter))
        {
            await SetAsync(subscription, "FilterPolicy", desired.Filter?.ToJsonString() ?? "{}", cancel);
        }

        if (observed.Raw != desired.Raw)
        {
            await SetAsync(subscription, "RawMessageDelivery", desired.Raw ? "true" : "false", cancel);
        }
    }

    private Task<SetSubscriptionAttributesResponse> SetAsync(string subscription, string name, string value, CancellationToken cancel) =>
        sns.SetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription, AttributeName = name, AttributeValue = value }, cancel);
}
