using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>
/// Queues are encrypted, with SQS's own key where nobody chose another: that asks nothing of whoever sends or receives, while a key of KMS would silence services that may not use
/// it. A queue with a key of KMS is left as it is.
/// </summary>
internal sealed class QueuesEncrypted : Remediation
{
    /// <inheritdoc/>
    public override string Control => "queues-encrypted";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Queue;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SQS.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["sqs.amazonaws.com:SetQueueAttributes"];

    /// <summary>A queue's attributes may take a minute to be the same everywhere (SQS API Reference, SetQueueAttributes, read 2026-11 in botocore's model).</summary>
    public override TimeSpan Slowness => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Queue.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Queue.Writes;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("sqs:ListQueues", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var urls = await Paged.AllAsync(async next =>
        {
            // Without a size SQS gives no token.
            var page = await session.Sqs.ListQueuesAsync(new Amazon.SQS.Model.ListQueuesRequest { MaxResults = 1000, NextToken = next }, cancellationToken);
            return (page.QueueUrls, page.NextToken);
        });
        return [.. urls.Select(url => ResourceIds.Of(ResourceType, url))];
    }

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Queue.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["encryption"] is null ? [new("/encryption", "the queue keeps its messages unencrypted", "sqs")] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Queue.SetAsync(subject, "SqsManagedSseEnabled", value is null ? "false" : "true", cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws sqs set-queue-attributes --queue-url $(aws sqs get-queue-url --queue-name {subject.Id} --query QueueUrl --output text) --attributes SqsManagedSseEnabled=true"];
}
