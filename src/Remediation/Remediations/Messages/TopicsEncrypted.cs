using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>
/// Topics are encrypted with a key of ours, whose policy can let services in. AWS's own key cannot: alarms, buckets and rules that publish would fall silent
/// (remediation catalogue, section 1e). Whoever publishes without a right on the key is refused, so that it is approved first.
/// </summary>
internal sealed class TopicsEncrypted : Remediation
{
    /// <inheritdoc/>
    public override string Control => "topics-encrypted";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Topic;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SNS.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["sns.amazonaws.com:SetTopicAttributes"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Topic.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Topic.Writes;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Topic.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["key"] is null ? [new("/key", "the topic is not encrypted with a key of KMS", Key(demands))] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Topic.SetAsync(subject, "KmsMasterKeyId", (string?)value ?? "", cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws kms describe-key --key-id {Key(subject.Demands)} (its policy must let every publisher do kms:GenerateDataKey* and kms:Decrypt, services included)",
        $"aws sns set-topic-attributes --topic-arn {subject.Id} --attribute-name KmsMasterKeyId --attribute-value {Key(subject.Demands)}",
        "Publish a message from each publisher, and see it arrive",
    ];

    private static string Key(Demands demands) => demands.Text("key", "alias/secret-scoops-alerts");
}
