using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>A queue as every remediation of queues sees it.</summary>
internal static class Queue
{
    /// <summary>Of the queue.</summary>
    public const string Arn = "arn:{partition}:sqs:{region}:{account}:{id}";

    // What changes by itself, and what only repeats the name.
    private static readonly HashSet<string> s_left = new(StringComparer.Ordinal)
    {
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn", "Policy",
        "SqsManagedSseEnabled", "KmsMasterKeyId",
    };

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("sqs:GetQueueUrl", Arn), new("sqs:GetQueueAttributes", Arn), new("sqs:ListQueueTags", Arn)];

    /// <summary>What writing needs.</summary>
    public static IReadOnlyList<Need> Writes { get; } = [new("sqs:SetQueueAttributes", Arn)];

    /// <summary>Policy, encryption, all attributes that can be set, tags. Null when there is no such queue.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var url = await UrlAsync(subject, cancellationToken);
            var attributes = await AttributesAsync(subject, url, cancellationToken);
            var tags = (await subject.Session.Sqs.ListQueueTagsAsync(new() { QueueUrl = url }, cancellationToken)).Tags ?? [];
            var policy = attributes.GetValueOrDefault("Policy") is { Length: > 0 } text ? JsonNode.Parse(text) : null;
            return new()
            {
                ["statements"] = OpenStatements.ById(policy),
                // One text for both kinds: setting one ends the other.
                ["encryption"] = attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } key ? key : attributes.GetValueOrDefault("SqsManagedSseEnabled") == "true" ? "sqs" : null,
                ["attributes"] = new JsonObject(attributes.Where(a => !s_left.Contains(a.Key)).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value))),
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>Changes the policy that is there now; what stands beside stays as it is written.</summary>
    public static async Task ChangePolicyAsync(Subject subject, Func<JsonNode?, JsonObject?> change, CancellationToken cancellationToken)
    {
        var url = await UrlAsync(subject, cancellationToken);
        var attributes = await AttributesAsync(subject, url, cancellationToken);
        var policy = change(attributes.GetValueOrDefault("Policy") is { Length: > 0 } text ? JsonNode.Parse(text) : null);
        await subject.Session.Sqs.SetQueueAttributesAsync(new() { QueueUrl = url, Attributes = new() { ["Policy"] = policy?.ToJsonString() ?? "" } }, cancellationToken);
    }

    /// <summary>Sets an attribute.</summary>
    public static async Task SetAsync(Subject subject, string attribute, string value, CancellationToken cancellationToken) => await subject.Session.Sqs.SetQueueAttributesAsync(
        new() { QueueUrl = await UrlAsync(subject, cancellationToken), Attributes = new() { [attribute] = value } }, cancellationToken);

    private static async Task<string> UrlAsync(Subject subject, CancellationToken cancellationToken) =>
        (await subject.Session.Sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = subject.Id, QueueOwnerAWSAccountId = subject.Incident.AccountId }, cancellationToken)).QueueUrl;

    private static async Task<Dictionary<string, string>> AttributesAsync(Subject subject, string url, CancellationToken cancellationToken) =>
        (await subject.Session.Sqs.GetQueueAttributesAsync(new() { QueueUrl = url, AttributeNames = ["All"] }, cancellationToken)).Attributes ?? [];
}
