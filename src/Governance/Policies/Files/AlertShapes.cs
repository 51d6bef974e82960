using System.Text.Json.Nodes;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>The parts of <c>alerts.json</c>.</summary>
internal static class AlertShapes
{
    /// <summary>Stands for the regions of the landing zone.</summary>
    public const string Governed = "governed";

    /// <summary>Stands for the home region.</summary>
    public const string Home = "home";

    private static Shape<SourceNode> PatternShape { get; } = Shape.Raw(() => new JsonObject { ["type"] = "object", ["minProperties"] = 1 });

    /// <summary>A topic.</summary>
    public static Shape<TopicPolicy> Topic { get; } = Shape.Object<TopicPolicy>(topic =>
    {
        var name = topic.Required("name", Shape.Text(Formats.TopicName, 256), "What AWS calls the topic", "secret-scoops-alerts-critical");
        // 100 characters: SNS API Reference, SetTopicAttributes, DisplayName, read 2026-11.
        var display = topic.Required("displayName", Shape.Text(100), "Sender of the topic's mails");
        var subscriptions = topic.Required("subscriptions", Shape.List(Subscription), "Who is told; subscriptions that are not named here are ended");
        return fields => new() { Severity = "", Name = name.Of(fields), DisplayName = display.Of(fields), Subscriptions = subscriptions.Of(fields) };
    });

    /// <summary>A rule on default buses.</summary>
    public static Shape<CollectRulePolicy> Collect { get; } = Shape.Object<CollectRulePolicy>(rule =>
    {
        var name = rule.Required("name", Shape.Text(Formats.RuleName, 64), "Name of the rule", "secret-scoops-collect-config");
        var description = rule.Required("description", Shape.Text(512), "What the rule collects, and why from there");
        var enabled = rule.Required("enabled", Shape.Boolean, "false keeps the rule and stops it");
        var accounts = rule.Optional("accounts", Shape.List(Shape.Text(Formats.Name, 50), minimum: 1), [], "Accounts that have the rule; left out, all of them", null, "root");
        var regions = rule.Required(
            "regions", Shape.List(Shape.Text(Formats.RegionOrWord), minimum: 1), "Regions that have the rule: \"governed\", \"home\", or a region's name; events of services that exist once appear in us-east-1", Governed);
        var pattern = rule.Required("pattern", PatternShape, "The event pattern of EventBridge");
        return fields => EventPatternReader.Read(pattern.Of(fields), fields.Faults) is not { } read ? null : new()
        {
            Name = name.Of(fields),
            Description = description.Of(fields),
            Enabled = enabled.Of(fields),
            Accounts = accounts.Of(fields),
            Regions = regions.Of(fields),
            Pattern = new(read, pattern.Of(fields).Where),
        };
    });

    /// <summary>A rule on the central bus.</summary>
    public static Shape<RouteRulePolicy> Route { get; } = Shape.Object<RouteRulePolicy>(rule =>
    {
        var name = rule.Required("name", Shape.Text(Formats.RuleName, 64), "Name of the rule", "secret-scoops-route-critical");
        var description = rule.Required("description", Shape.Text(512), "What the rule tells, and to whom");
        var enabled = rule.Required("enabled", Shape.Boolean, "false keeps the rule and stops it");
        var pattern = rule.Required("pattern", PatternShape, "The event pattern of EventBridge");
        var targets = rule.Required("targets", Shape.List(Target, minimum: 1), "Who is told");
        return fields => EventPatternReader.Read(pattern.Of(fields), fields.Faults) is not { } read ? null : new()
        {
            Name = name.Of(fields),
            Description = description.Of(fields),
            Enabled = enabled.Of(fields),
            Pattern = new(read, pattern.Of(fields).Where),
            Targets = targets.Of(fields),
        };
    });

    private static Shape<SubscriptionPolicy> Subscription => Shape.Object<SubscriptionPolicy>(subscription =>
    {
        var protocol = subscription.Required(
            "protocol", Shape.Choice(("email", "email"), ("https", "https"), ("sqs", "sqs"), ("lambda", "lambda")), "How the message travels; an e-mail address or a web address has to confirm first");
        var endpoint = subscription.Required("endpoint", Shape.Text(2_048), "E-mail address, https address, or ARN or name of a queue or function", "aws+security@secretscoops.example");
        var filter = subscription.Optional("filter", PatternShape.Select(node => (SourceNode?)node), null, "Filter policy: only messages that match are sent");
        var on = subscription.Optional("filterOn", Shape.Choice(("body", true), ("attributes", false)), true, "Whether the filter looks at the message or at its attributes", () => "body");
        var raw = subscription.Optional("raw", Shape.Boolean, false, "true delivers without SNS's envelope; queues and web addresses only", () => false);
        return fields =>
        {
            var read = filter.Of(fields) is { } node ? EventPatternReader.Read(node, fields.Faults) : null;
            return (read is null && filter.Of(fields) is not null) || !AlertsChecks.Fits(protocol.Of(fields), endpoint.Of(fields), raw.Of(fields), fields) ? null : new()
            {
                Protocol = protocol.Of(fields),
                Endpoint = endpoint.Of(fields),
                Filter = read,
                FilterBody = on.Of(fields),
                Raw = raw.Of(fields),
            };
        };
    });

    private static Shape<RouteTargetPolicy> Target => Shape.Object<RouteTargetPolicy>(target =>
    {
        var topic = target.Optional<string?>("topic", Shape.Text(Formats.Slug)!, null, "Severity of a topic in this file", null, "critical");
        var queue = target.Optional<string?>("queue", Shape.Text(Formats.QueueName)!, null, "Name of a queue in the account and region of the bus; EventBridge does not ask whether it exists", null, "secret-scoops-remediation");
        var message = target.Optional<MessagePolicy?>("message", Message!, null, "What is sent instead of the whole event");
        // 0 to 185 and up to 24 hours: EventBridge API Reference, RetryPolicy, read 2026-11.
        var attempts = target.Optional("retryAttempts", Shape.Integer(0, 185), 185, "How often delivery is tried again", () => 185);
        var hours = target.Optional("retryHours", Shape.Integer(1, 24), 24, "How long delivery is tried", () => 24);
        var dead = target.Optional("deadLetters", Shape.Boolean, true, "Whether what cannot be delivered goes to deadLetterQueue", () => true);
        return fields =>
        {
            if (topic.Of(fields) is null == queue.Of(fields) is null)
            {
                fields.Faults.Error(fields.Node.Where, "conflicting-properties", "a target is exactly one topic or queue", "write either \"topic\" or \"queue\"");
                return null;
            }

            return new()
            {
                Topic = topic.Of(fields),
                Queue = queue.Of(fields),
                Message = message.Of(fields),
                RetryAttempts = attempts.Of(fields),
                RetryHours = hours.Of(fields),
                DeadLetters = dead.Of(fields),
            };
        };
    });

    private static Shape<MessagePolicy> Message => Shape.Object<MessagePolicy>(message =>
    {
        var values = message.Required("values", Shape.Map(Formats.ValueName, Shape.Text(Formats.EventPath, 256)), "Name → where in the event the value stands, as in $.detail.severity");
        var text = message.Required("text", Shape.Text(8_192), "The message, with <name> for each value");
        return fields => AlertsChecks.Uses(text.Of(fields), values.Of(fields), fields)
            ? new(values.Of(fields).ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal), text.Of(fields))
            : null;
    });
}
