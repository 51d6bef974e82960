using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sns;

namespace SecretScoops.Governance.Sandbox.Sns;

/// <summary>Topics, their attributes and tags, and what is published to them.</summary>
internal sealed partial class SnsSandbox
{
    private const int LargestMessage = 262_144;

    private const int MostTags = 50;

    private static readonly string[] topicAttributes = ["DisplayName", "Policy", "KmsMasterKeyId", "DeliveryPolicy", "SignatureVersion", "TracingConfig"];

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex NamePattern { get; }

    public override CreateTopicResponse CreateTopic(CreateTopicRequest request, Call call)
    {
        if (request.Name!.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw NotOffered(SnsSchemas.CreateTopic);
        }

        if (!NamePattern.IsMatch(request.Name))
        {
            throw new InvalidParameterException("Invalid parameter: Topic Name");
        }

        var attributes = (request.Attributes ?? []).ToDictionary(attribute => attribute.Key, attribute => Checked(attribute.Key, attribute.Value), StringComparer.Ordinal);
        var tags = (request.Tags ?? []).ToDictionary(tag => tag.Key!, tag => tag.Value!, StringComparer.Ordinal);
        var name = new TopicName(call.AccountId, call.Region, request.Name);
        if (Own(call).Topics.TryGetValue(request.Name, out var present))
        {
            if (attributes.Any(attribute => present.Attributes.GetValueOrDefault(attribute.Key, "") != attribute.Value))
            {
                throw Invalid("Attributes", "Topic already exists with different attributes");
            }

            return tags.Any(tag => present.Tags.GetValueOrDefault(tag.Key) != tag.Value)
                ? throw Invalid("Tags", "Topic already exists with different tags")
                : new CreateTopicResponse { TopicArn = name.Arn };
        }

        Own(call).Topics[request.Name] = new StoredTopic { Attributes = new(attributes, StringComparer.Ordinal), Tags = new(tags, StringComparer.Ordinal) };
        return new CreateTopicResponse { TopicArn = name.Arn };
    }

    /// <remarks>Deleting what is not there succeeds (API Reference, DeleteTopic).</remarks>
    public override DeleteTopicResponse DeleteTopic(DeleteTopicRequest request, Call call)
    {
        if (TopicName.OfArn(request.TopicArn!)?.Find(world) is not null)
        {
            var (name, _) = Find(request.TopicArn!, "DeleteTopic", call);
            world.Region(name.AccountId, name.Region).Sns!.Topics.Remove(name.Name);
        }

        return new DeleteTopicResponse();
    }

    public override ListTopicsResponse ListTopics(ListTopicsRequest request, Call call)
    {
        var (topics, next) = pages.Cut(Own(call).Topics.Keys.Select(name => new Topic { TopicArn = new TopicName(call.AccountId, call.Region, name).Arn }), null, request.NextToken);
        return new ListTopicsResponse { Topics = topics, NextToken = next };
    }

    public override GetTopicAttributesResponse GetTopicAttributes(GetTopicAttributesRequest request, Call call)
    {
        var (name, topic) = Find(request.TopicArn!, "GetTopicAttributes", call);
        var pending = topic.Subscriptions.Count(each => each.Token is not null);
        var attributes = new Dictionary<string, string>(topic.Attributes, StringComparer.Ordinal)
        {
            ["TopicArn"] = name.Arn,
            ["Owner"] = name.AccountId,
            ["Policy"] = Policy(name, topic),
            ["DisplayName"] = topic.Attributes.GetValueOrDefault("DisplayName", ""),
            ["SubscriptionsPending"] = pending.ToString(CultureInfo.InvariantCulture),
            ["SubscriptionsConfirmed"] = (topic.Subscriptions.Count - pending).ToString(CultureInfo.InvariantCulture),
            ["SubscriptionsDeleted"] = "0",
            ["EffectiveDeliveryPolicy"] = """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false}}""",
        };
        return new GetTopicAttributesResponse { Attributes = attributes };
    }

    public override SetTopicAttributesResponse SetTopicAttributes(SetTopicAttributesRequest request, Call call)
    {
        var topic = Find(request.TopicArn!, "SetTopicAttributes", call).Topic;
        var value = Checked(request.AttributeName!, request.AttributeValue ?? "");
        if (value.Length == 0)
        {
            topic.Attributes.Remove(request.AttributeName!);
        }
        else
        {
            topic.Attributes[request.AttributeName!] = value;
        }

        return new SetTopicAttributesResponse();
    }

    public override PublishResponse Publish(PublishRequest request, Call call)
    {
        var (name, topic) = Find(request.TopicArn ?? request.TargetArn ?? throw Invalid("TopicArn or TargetArn", "no value for required parameter"), "Publish", call);
        if (request.Message!.Length == 0)
        {
            throw new InvalidParameterException("Invalid parameter: Empty message");
        }

        if (Encoding.UTF8.GetByteCount(request.Message) > LargestMessage)
        {
            throw new InvalidParameterException("Invalid parameter: Message too long");
        }

        var attributes = (request.MessageAttributes ?? []).ToDictionary(
            attribute => attribute.Key,
            attribute => new StoredMessageAttribute(attribute.Value.DataType!, attribute.Value.StringValue ?? Convert.ToBase64String(attribute.Value.BinaryValue ?? [])));
        return new PublishResponse { MessageId = TopicDelivery.Deliver(world, name, topic, new(request.Message, request.Subject, attributes)) };
    }

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var topic = ForTags(request.ResourceArn!, "TagResource", call);
        if (topic.Tags.Keys.Union(request.Tags!.Select(tag => tag.Key!)).Count() > MostTags)
        {
            throw new TagLimitExceededException("Could not complete request: tag quota of per resource exceeded");
        }

        foreach (var tag in request.Tags!)
        {
            topic.Tags[tag.Key!] = tag.Value!;
        }

        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var topic = ForTags(request.ResourceArn!, "UntagResource", call);
        request.TagKeys!.ForEach(key => topic.Tags.Remove(key));
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) =>
        new() { Tags = [.. ForTags(request.ResourceArn!, "ListTagsForResource", call).Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] };

    private StoredTopic ForTags(string arn, string action, Call call)
    {
        try
        {
            return Find(arn, action, call).Topic;
        }
        catch (NotFoundException)
        {
            throw new ResourceNotFoundException("Resource does not exist");
        }
    }

    private static string Checked(string name, string value)
    {
        if (!topicAttributes.Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidParameterException("Invalid parameter: AttributeName");
        }

        return name switch
        {
            "Policy" when value.Length > 0 && !PolicyDocument.TryParse(value, out _, out _) => throw new InvalidParameterException("Invalid parameter: Policy Error: null"),
            "DisplayName" when value.Length > 100 => throw new InvalidParameterException("Invalid parameter: DisplayName"),
            "SignatureVersion" when value is not ("1" or "2") => throw new InvalidParameterException("Invalid parameter: SignatureVersion"),
            _ => value,
        };
    }
}
