using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Messages;

/// <summary>
/// No topic is open to everybody. The open statement goes, the others stay. A topic always has a policy: where no statement would be left, the owner's own takes their place, which
/// is what SNS gives to a new topic.
/// </summary>
internal sealed class TopicsPrivate : Remediation
{
    private const string All = "/statements";

    /// <inheritdoc/>
    public override string Control => "topics-private";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Topic;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SNS.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["sns.amazonaws.com:SetTopicAttributes", "sns.amazonaws.com:AddPermission"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Topic.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Topic.Writes;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Topic.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var statements = image["statements"]!.AsObject();
        var open = statements.Where(statement => OpenStatements.IsOpen(statement.Value)).Select(statement => statement.Key).ToList();
        return open.Count > 0 && open.Count == statements.Count
            ? [new(All, $"every statement of the topic's policy lets everybody in: {string.Join(", ", open.Select(key => $"\"{key}\""))}", OwnersOnly((string?)image["owner"], (string?)OpenResource(statements)))]
            : [.. open.Select(key => new Violation($"{All}/{Images.Escape(key)}", $"statement \"{key}\" of the topic's policy lets everybody in", null))];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => Topic.ChangePolicyAsync(
        subject,
        policy => atom == All
            ? OpenStatements.Of(policy, ((JsonObject)value!).Select(statement => statement.Value?.DeepClone()))
            : OpenStatements.With(policy, Images.Keys(atom)[1], value),
        cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws sns get-topic-attributes --topic-arn {subject.Id} --query Attributes.Policy --output text",
        $"Take out what lets everybody in, or give it a condition on aws:SourceArn or aws:PrincipalOrgID, and aws sns set-topic-attributes --topic-arn {subject.Id} --attribute-name Policy --attribute-value file://policy.json",
    ];

    private static JsonNode? OpenResource(JsonObject statements) => statements.Select(s => s.Value!["Resource"]).FirstOrDefault(r => r is JsonValue)?.DeepClone();

    // SNS Developer Guide, "Default policy of a topic" (remembered): everybody, if the topic's owner is who asks.
    private static JsonObject OwnersOnly(string? owner, string? topic) => new()
    {
        ["__default_statement_ID"] = new JsonObject
        {
            ["Sid"] = "__default_statement_ID",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "*" },
            ["Action"] = new JsonArray(
                "SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish"),
            ["Resource"] = topic ?? "*",
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = owner } },
        },
    };
}
