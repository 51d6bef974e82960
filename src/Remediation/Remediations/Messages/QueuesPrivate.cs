using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>No queue is open to everybody. The open statement goes, the others stay; a topic or bucket that only the open one let in is cut off.</summary>
internal sealed class QueuesPrivate : Remediation
{
    /// <inheritdoc/>
    public override string Control => "queues-private";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Queue;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SQS.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["sqs.amazonaws.com:SetQueueAttributes", "sqs.amazonaws.com:AddPermission"];

    /// <summary>A queue's attributes may take a minute to be the same everywhere (SQS API Reference, SetQueueAttributes, read 2026-11 in botocore's model).</summary>
    public override TimeSpan Slowness => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Queue.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Queue.Writes;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Queue.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["statements"]!.AsObject().Where(statement => OpenStatements.IsOpen(statement.Value)).Select(statement => new Violation(
            $"/statements/{Images.Escape(statement.Key)}", $"statement \"{statement.Key}\" of the queue's policy lets everybody in", null)),
    ];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Queue.ChangePolicyAsync(subject, policy => OpenStatements.With(policy, Images.Keys(atom)[1], value), cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws sqs get-queue-attributes --queue-url $(aws sqs get-queue-url --queue-name {subject.Id} --query QueueUrl --output text) --attribute-names Policy",
        $"Take out {string.Join(", ", violations.Select(violation => $"\"{Images.Keys(violation.Atom)[1]}\""))}, or give it a condition on aws:SourceArn or aws:PrincipalOrgID, and aws sqs set-queue-attributes with the rest",
    ];
}
