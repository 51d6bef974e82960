using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService.Model;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>A topic as every remediation of topics sees it. Its id is its ARN.</summary>
internal static class Topic
{
    // What changes by itself or follows from the rest.
    private static readonly HashSet<string> s_left = new(StringComparer.Ordinal)
    {
        "SubscriptionsConfirmed", "SubscriptionsDeleted", "SubscriptionsPending", "EffectiveDeliveryPolicy", "TopicArn", "Owner", "Policy", "KmsMasterKeyId", "BeginningArchiveTime",
    };

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("sns:GetTopicAttributes", "{id}"), new("sns:ListTagsForResource", "{id}")];

    /// <summary>What <see cref="SetAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Writes { get; } = [new("sns:SetTopicAttributes", "{id}")];

    /// <summary>Policy, key, all attributes that can be set, tags. Null when there is no such topic.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var attributes = await AttributesAsync(subject, cancellationToken);
            var tags = (await subject.Session.Sns.ListTagsForResourceAsync(new() { ResourceArn = subject.Id }, cancellationToken)).Tags ?? [];
            return new()
            {
                ["owner"] = attributes.GetValueOrDefault("Owner"),
                ["statements"] = OpenStatements.ById(PolicyIn(attributes)),
                ["key"] = attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } key ? key : null,
                ["attributes"] = new JsonObject(attributes.Where(a => !s_left.Contains(a.Key)).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value))),
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Changes the policy that is there now; what stands beside stays as it is written.</summary>
    public static async Task ChangePolicyAsync(Subject subject, Func<JsonNode?, JsonObject?> change, CancellationToken cancellationToken)
    {
        if (change(PolicyIn(await AttributesAsync(subject, cancellationToken))) is { } policy)
        {
            await SetAsync(subject, "Policy", policy.ToJsonString(), cancellationToken);
        }
    }

    /// <summary>Sets an attribute.</summary>
    public static Task SetAsync(Subject subject, string attribute, string value, CancellationToken cancellationToken) =>
        subject.Session.Sns.SetTopicAttributesAsync(new SetTopicAttributesRequest { TopicArn = subject.Id, AttributeName = attribute, AttributeValue = value }, cancellationToken);

    private static JsonNode? PolicyIn(Dictionary<string, string> attributes) => attributes.GetValueOrDefault("Policy") is { Length: > 0 } text ? JsonNode.Parse(text) : null;

    private static async Task<Dictionary<string, string>> AttributesAsync(Subject subject, CancellationToken cancellationToken) =>
        (await subject.Session.Sns.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = subject.Id }, cancellationToken)).Attributes ?? [];
}
