using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.Sqs;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Sns;

/// <summary>What is published to a topic.</summary>
/// <param name="Message">The text.</param>
/// <param name="Subject">Of mails.</param>
/// <param name="Attributes">For filters.</param>
internal sealed record Notification(string Message, string? Subject, IReadOnlyDictionary<string, StoredMessageAttribute> Attributes);

/// <summary>From topics to those who subscribed. Queues get what is published; nobody else lives here.</summary>
internal static class TopicDelivery
{
    /// <summary>A service publishes; the answer is what it failed on, as EventBridge names it, or null.</summary>
    public static string? Publish(World world, string topicArn, string message, Asker service)
    {
        if (TopicName.OfArn(topicArn) is not { } name || name.Find(world) is not { } topic)
        {
            return "RESOURCE_NOT_FOUND";
        }

        if (!ResourcePolicy.Allows(topic.Attributes.GetValueOrDefault("Policy"), service, "sns:Publish", topicArn))
        {
            return "NO_PERMISSIONS";
        }

        Deliver(world, name, topic, new(message, null, new Dictionary<string, StoredMessageAttribute>()));
        return null;
    }

    /// <summary>Hands a notification to every subscription that is confirmed and whose filter lets it pass.</summary>
    public static string Deliver(World world, TopicName name, StoredTopic topic, Notification notification)
    {
        var id = world.Ids.Uuid();
        foreach (var subscription in topic.Subscriptions.Where(each => each is { Token: null, Protocol: "sqs" } && Passes(each, notification)))
        {
            var isRaw = subscription.Attributes.GetValueOrDefault("RawMessageDelivery") == "true";
            _ = QueueDelivery.Send(
                world,
                subscription.Endpoint,
                isRaw ? notification.Message : Envelope(world, id, name, subscription, notification),
                Asker.OfService("sns.amazonaws.com", name.Arn, name.AccountId, world.State.Organization?.Id),
                isRaw ? notification.Attributes : null);
        }

        return id;
    }

    // What a filter cannot read, it does not let pass (Developer Guide, "Subscription filter policy scope").
    private static bool Passes(StoredSubscription subscription, Notification notification)
    {
        if (!subscription.Attributes.TryGetValue("FilterPolicy", out var filter))
        {
            return true;
        }

        var pattern = EventPattern.TryParse(filter, out _)!;
        if (subscription.Attributes.GetValueOrDefault("FilterPolicyScope") != "MessageBody")
        {
            return pattern.Matches(new JsonObject(notification.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, Value(attribute.Value)))));
        }

        try
        {
            return JsonNode.Parse(notification.Message) is JsonObject body && pattern.Matches(body);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode? Value(StoredMessageAttribute attribute) => attribute.Type switch
    {
        "Number" or "String.Array" => JsonNode.Parse(attribute.Value),
        _ => attribute.Value,
    };

    private static string Envelope(World world, string id, TopicName name, StoredSubscription subscription, Notification notification)
    {
        var envelope = new JsonObject { ["Type"] = "Notification", ["MessageId"] = id, ["TopicArn"] = name.Arn };
        if (notification.Subject is { } subject)
        {
            envelope["Subject"] = subject;
        }

        envelope["Message"] = notification.Message;
        envelope["Timestamp"] = world.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        envelope["UnsubscribeURL"] = $"https://sns.{name.Region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={subscription.Arn}";
        if (notification.Attributes.Count > 0)
        {
            envelope["MessageAttributes"] = new JsonObject(notification.Attributes.Select(attribute =>
                KeyValuePair.Create(attribute.Key, (JsonNode?)new JsonObject { ["Type"] = attribute.Value.Type, ["Value"] = attribute.Value.Value })));
        }

        return envelope.ToJsonString();
    }
}
