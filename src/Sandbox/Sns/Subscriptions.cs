using System.Globalization;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sns;

namespace SecretScoops.Governance.Sandbox.Sns;

/// <summary>Who is told. Mail and web addresses confirm first; queues and functions of the subscriber's own do not have to.</summary>
internal sealed partial class SnsSandbox
{
    private const string Pending = "PendingConfirmation";

    private static readonly string[] subscriptionAttributes = ["FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy", "DeliveryPolicy", "SubscriptionRoleArn"];

    public override SubscribeResponse Subscribe(SubscribeRequest request, Call call)
    {
        var (name, topic) = Find(request.TopicArn!, "Subscribe", call);
        var (protocol, endpoint) = (request.Protocol!, request.Endpoint ?? "");
        RequireEndpoint(protocol, endpoint);
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in request.Attributes ?? [])
        {
            attributes[key] = Checked(key, value, protocol);
        }

        if (topic.Subscriptions.Find(each => each.Protocol == protocol && each.Endpoint == endpoint) is { } present)
        {
            return attributes.Any(attribute => present.Attributes.GetValueOrDefault(attribute.Key) != attribute.Value)
                ? throw Invalid("Attributes", "Subscription already exists with different attributes")
                : new SubscribeResponse { SubscriptionArn = Told(present, request.ReturnSubscriptionArn) };
        }

        var isOwn = protocol is "sqs" or "lambda" or "firehose" && endpoint.Split(':') is [_, _, _, _, var owner, ..] && owner == call.AccountId;
        var subscription = new StoredSubscription
        {
            Arn = $"{name.Arn}:{world.Ids.Uuid()}",
            Owner = call.AccountId,
            Protocol = protocol,
            Endpoint = endpoint,
            CreatedAt = world.Now,
            Token = isOwn ? null : world.Ids.Hex(64),
            Attributes = attributes,
        };
        topic.Subscriptions.Add(subscription);
        return new SubscribeResponse { SubscriptionArn = Told(subscription, request.ReturnSubscriptionArn) };
    }

    public override ConfirmSubscriptionResponse ConfirmSubscription(ConfirmSubscriptionRequest request, Call call)
    {
        var (_, topic) = Find(request.TopicArn!, "ConfirmSubscription", call);
        var subscription = topic.Subscriptions.Find(each => each.Token == request.Token) ?? throw new InvalidParameterException("Invalid token");
        subscription.Token = null;
        return new ConfirmSubscriptionResponse { SubscriptionArn = subscription.Arn };
    }

    public override UnsubscribeResponse Unsubscribe(UnsubscribeRequest request, Call call)
    {
        var found = FindSubscription(request.SubscriptionArn!, call);
        if (found?.Subscription is { Token: not null })
        {
            // They cannot be deleted, and go by themselves (Developer Guide, "Delete a subscription").
            throw new InvalidParameterException("Invalid parameter: This operation is not allowed on pending subscriptions");
        }

        found?.Topic.Subscriptions.Remove(found.Value.Subscription);
        return new UnsubscribeResponse();
    }

    public override ListSubscriptionsByTopicResponse ListSubscriptionsByTopic(ListSubscriptionsByTopicRequest request, Call call)
    {
        var (name, topic) = Find(request.TopicArn!, "ListSubscriptionsByTopic", call);
        var (subscriptions, next) = pages.Cut(topic.Subscriptions.Select(each => Shown(name, each)), null, request.NextToken);
        return new ListSubscriptionsByTopicResponse { Subscriptions = subscriptions, NextToken = next };
    }

    public override ListSubscriptionsResponse ListSubscriptions(ListSubscriptionsRequest request, Call call)
    {
        var all = Own(call).Topics.SelectMany(topic => topic.Value.Subscriptions.Select(each => Shown(new(call.AccountId, call.Region, topic.Key), each)));
        var (subscriptions, next) = pages.Cut(all, null, request.NextToken);
        return new ListSubscriptionsResponse { Subscriptions = subscriptions, NextToken = next };
    }

    public override GetSubscriptionAttributesResponse GetSubscriptionAttributes(GetSubscriptionAttributesRequest request, Call call)
    {
        var (name, _, subscription) = FindSubscription(request.SubscriptionArn!, call) ?? throw new NotFoundException("Subscription does not exist");
        return new GetSubscriptionAttributesResponse
        {
            Attributes = new Dictionary<string, string>(subscription.Attributes, StringComparer.Ordinal)
            {
                ["SubscriptionArn"] = subscription.Arn,
                ["TopicArn"] = name.Arn,
                ["Owner"] = subscription.Owner,
                ["Protocol"] = subscription.Protocol,
                ["Endpoint"] = subscription.Endpoint,
                [Pending] = subscription.Token is null ? "false" : "true",
                ["ConfirmationWasAuthenticated"] = subscription.Token is null && subscription.Protocol is "sqs" or "lambda" ? "true" : "false",
                ["RawMessageDelivery"] = subscription.Attributes.GetValueOrDefault("RawMessageDelivery", "false"),
            },
        };
    }

    public override SetSubscriptionAttributesResponse SetSubscriptionAttributes(SetSubscriptionAttributesRequest request, Call call)
    {
        var (_, _, subscription) = FindSubscription(request.SubscriptionArn!, call) ?? throw new NotFoundException("Subscription does not exist");
        var value = Checked(request.AttributeName!, request.AttributeValue ?? "", subscription.Protocol);
        if (value.Length == 0 || (request.AttributeName == "FilterPolicy" && value == "{}"))
        {
            subscription.Attributes.Remove(request.AttributeName!);
        }
        else
        {
            subscription.Attributes[request.AttributeName!] = value;
        }

        return new SetSubscriptionAttributesResponse();
    }

    private (TopicName Name, StoredTopic Topic, StoredSubscription Subscription)? FindSubscription(string arn, Call call)
    {
        var parts = arn.Split(':');
        if (parts.Length != 7)
        {
            throw Invalid("SubscriptionArn", string.Create(CultureInfo.InvariantCulture, $"An ARN must have at least 6 elements, not {parts.Length}"));
        }

        var name = new TopicName(parts[4], parts[3], parts[5]);
        if (name.Find(world) is not { } topic || topic.Subscriptions.Find(each => each.Arn == arn) is not { } subscription)
        {
            return null;
        }

        return call.AccountId == subscription.Owner || call.AccountId == name.AccountId
            ? (name, topic, subscription)
            : throw new AuthorizationErrorException($"User: {call.PrincipalArn} is not authorized to perform this operation on resource: {arn}");
    }

    private static string Told(StoredSubscription subscription, bool? always) => subscription.Token is null || always == true ? subscription.Arn : "pending confirmation";

    private static Subscription Shown(TopicName topic, StoredSubscription subscription) => new()
    {
        SubscriptionArn = subscription.Token is null ? subscription.Arn : Pending,
        Owner = subscription.Owner,
        Protocol = subscription.Protocol,
        Endpoint = subscription.Endpoint,
        TopicArn = topic.Arn,
    };

    private static void RequireEndpoint(string protocol, string endpoint)
    {
        var isFit = protocol switch
        {
            "email" or "email-json" => endpoint.Contains('@', StringComparison.Ordinal),
            "http" or "https" => endpoint.StartsWith(protocol + "://", StringComparison.Ordinal),
            "sqs" => endpoint.StartsWith("arn:aws:sqs:", StringComparison.Ordinal) && endpoint.Split(':').Length == 6,
            "lambda" => endpoint.StartsWith("arn:aws:lambda:", StringComparison.Ordinal),
            "firehose" => endpoint.StartsWith("arn:aws:firehose:", StringComparison.Ordinal),
            _ => throw new InvalidParameterException("Invalid parameter: Does not support this protocol string: " + protocol),
        };
        if (!isFit)
        {
            throw new InvalidParameterException(protocol switch
            {
                "sqs" => "Invalid parameter: SQS endpoint ARN",
                "email" or "email-json" => "Invalid parameter: Email address",
                _ => "Invalid parameter: Endpoint must match the specified protocol",
            });
        }
    }

    private static string Checked(string name, string value, string protocol)
    {
        if (!subscriptionAttributes.Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidParameterException("Invalid parameter: AttributeName");
        }

        switch (name)
        {
            case "FilterPolicy" when value is not ("" or "{}") && EventPattern.TryParse(value, out var fault) is null:
                throw new InvalidParameterException($"Invalid parameter: FilterPolicy: {fault!.What}");
            case "FilterPolicyScope" when value is not ("MessageAttributes" or "MessageBody"):
                throw new InvalidParameterException("Invalid parameter: FilterPolicyScope: Invalid value");
            case "RawMessageDelivery" when value is not ("true" or "false"):
                throw new InvalidParameterException("Invalid parameter: RawMessageDelivery");
            case "RawMessageDelivery" when value == "true" && protocol is not ("sqs" or "http" or "https" or "firehose"):
                throw new InvalidParameterException($"Invalid parameter: Delivery protocol [{protocol}] does not support raw message delivery.");
            default:
                return value;
        }
    }
}
