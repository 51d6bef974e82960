using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Topics;

/// <summary>A topic.</summary>
internal sealed record TopicAttributes
{
    /// <summary>Sender of its mails.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The key that encrypts it: one of ours by its address, a stranger's as AWS tells it; null for none.</summary>
    public JsonNode? Key { get; init; }

    /// <summary>Who may publish and subscribe, in canonical form, with names for ids.</summary>
    public JsonNode? Policy { get; init; }

    /// <summary>Who is told, by protocol and endpoint; strangers' too, because everybody who is told reads what is told.</summary>
    public required IReadOnlyList<SubscriptionAttributes> Subscriptions { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts and the organization, where the policy or an endpoint names them.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(string.Concat(Subscriptions.Select(each => each.Endpoint).Append(Policy?.ToJsonString())));
}

/// <summary>A subscription to a topic.</summary>
internal sealed record SubscriptionAttributes
{
    /// <summary><c>email</c>, <c>https</c>, <c>sqs</c>, <c>lambda</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>An address, or an ARN with a name for its account.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The filter policy in canonical form; null for every message.</summary>
    public JsonNode? Filter { get; init; }

    /// <summary><c>MessageBody</c> or <c>MessageAttributes</c>; null without a filter.</summary>
    public string? FilterScope { get; init; }

    /// <summary>Whether messages come without SNS's envelope.</summary>
    public bool Raw { get; init; }

    /// <summary>What tells it from the others of the topic.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Identity => $"{Protocol} {Endpoint}";
}

/// <summary>Topics that people and programs are told through: <c>topic/secret-scoops-alerts-critical@root/eu-west-1</c>.</summary>
internal sealed class TopicKind() : ResourceKind<TopicAttributes>(KindNames.Topic, Nature.Thing, TopicJson.Default.TopicAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => AlertPlaces.Of(policies) is not { } places ? [] : places.Alerts.Topics.Select(topic => Of(
        places.Center.Address(KindNames.Topic, topic.Value.Name),
        new()
        {
            DisplayName = topic.Value.DisplayName,
            Key = places.Key is { } key ? KeyOf(key) : null,
            Policy = TopicDocument.Of(topic.Value, places),
            Subscriptions = [.. topic.Value.Subscriptions.Select(each => Declared(each.Value, places)).OrderBy(each => each.Identity, StringComparer.Ordinal)],
            Tags = Tags.Owned(policies.LandingZone.ManagedBy),
        },
        declaredAt: topic.Where));

    /// <summary>A key of ours as the attribute.</summary>
    public static JsonNode KeyOf(Address key) => new JsonObject { ["$ref"] = key.ToString() };

    private static SubscriptionAttributes Declared(SubscriptionPolicy subscription, AlertPlaces places) => new()
    {
        Protocol = subscription.Protocol,
        Endpoint = subscription.Protocol switch
        {
            "sqs" when !subscription.Endpoint.StartsWith("arn:", StringComparison.Ordinal) => places.QueueArn(subscription.Endpoint),
            "lambda" when !subscription.Endpoint.StartsWith("arn:", StringComparison.Ordinal) => AlertPlaces.Arn("lambda", places.Center, $"function:{subscription.Endpoint}"),
            _ => subscription.Endpoint,
        },
        Filter = subscription.Filter?.Canonical.DeepClone(),
        FilterScope = subscription.Filter is null ? null : subscription.FilterBody ? "MessageBody" : "MessageAttributes",
        Raw = subscription.Raw,
    };
}
