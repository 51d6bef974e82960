using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.Sns;
using SecretScoops.Governance.Sandbox.Sqs;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Something that happened, as a service tells it to EventBridge.</summary>
/// <param name="Source">As in <c>aws.guardduty</c>.</param>
/// <param name="DetailType">As in <c>GuardDuty Finding</c>.</param>
/// <param name="Detail">What the service says about it.</param>
internal sealed record SandboxEvent(string Source, string DetailType, JsonObject Detail)
{
    /// <summary>The account where it happened.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region where it happened.</summary>
    public required string Region { get; init; }

    /// <summary>ARNs of what is concerned.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>From buses by rules to targets: queues, topics and other buses. It happens at once, in the call that sends.</summary>
internal static class EventDelivery
{
    // AWS lets events go round between buses for ever, at the customer's cost; here somebody must be able to end the test.
    private const int MostBuses = 5;

    /// <summary>Puts an event on a bus and takes it wherever rules lead; its id is the answer.</summary>
    public static string Put(World world, BusName bus, SandboxEvent @event)
    {
        var id = world.Ids.Uuid();
        var envelope = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = @event.DetailType,
            ["source"] = @event.Source,
            ["account"] = @event.AccountId,
            ["time"] = (@event.At ?? world.Now).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = @event.Region,
            ["resources"] = new JsonArray([.. @event.Resources.Select(arn => (JsonNode)arn)]),
            ["detail"] = @event.Detail.DeepClone(),
        };
        Route(world, [bus], envelope);
        return id;
    }

    /// <summary>Null when the text is no JSON object.</summary>
    public static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Route(World world, IReadOnlyList<BusName> way, JsonObject envelope)
    {
        var bus = way[^1];
        foreach (var (name, rule) in bus.Find(world)?.Rules.ToList() ?? [])
        {
            if (rule is { State: not "DISABLED", Pattern: { } pattern } && EventPattern.TryParse(pattern, out _)!.Matches(envelope))
            {
                foreach (var target in rule.Targets)
                {
                    Deliver(world, way, name, target, envelope);
                }
            }
        }
    }

    private static void Deliver(World world, IReadOnlyList<BusName> way, string rule, StoredTarget target, JsonObject envelope)
    {
        var bus = way[^1];
        var message = Input(target, envelope, bus.Rule(rule));
        var service = Asker.OfService("events.amazonaws.com", bus.Rule(rule), bus.AccountId, world.State.Organization?.Id);
        var failure = target.Arn.Split(':')[2] switch
        {
            "sqs" => QueueDelivery.Send(world, target.Arn, message, service),
            // EventBridge does not take conditions in policies of topics: it brings no keys for them (User Guide, "Troubleshooting"; SNS Developer Guide, "Key management").
            "sns" => TopicDelivery.Publish(world, target.Arn, message, Asker.OfService("events.amazonaws.com")),
            "events" => Forward(world, way, target, envelope),
            _ => null,
        };
        if (failure is not null && target.DeadLetterArn is { } dead)
        {
            var why = new Dictionary<string, StoredMessageAttribute>(StringComparer.Ordinal)
            {
                ["ERROR_CODE"] = new("String", failure),
                ["RULE_ARN"] = new("String", bus.Rule(rule)),
                ["TARGET_ARN"] = new("String", target.Arn),
            };
            _ = QueueDelivery.Send(world, dead, message, service, why);
        }
    }

    private static string? Forward(World world, IReadOnlyList<BusName> way, StoredTarget target, JsonObject envelope)
    {
        var (from, to) = (way[^1], BusName.OfArn(target.Arn)!);
        if (to.Find(world) is not { } bus)
        {
            return "EVENT_BUS_NOT_FOUND";
        }

        // What came from one account is not sent on to a third (User Guide, "Sending and receiving events between AWS accounts").
        var cameFromElsewhere = way.Any(each => each.AccountId != from.AccountId);
        if (way.Count >= MostBuses || (cameFromElsewhere && to.AccountId != from.AccountId))
        {
            return null;
        }

        var role = Asker.OfAccount(from.AccountId, target.RoleArn ?? $"arn:aws:iam::{from.AccountId}:root", world.State.Organization?.Id);
        if (to.AccountId != from.AccountId && !ResourcePolicy.Allows(bus.Policy, role, "events:PutEvents", to.Arn))
        {
            return "NO_PERMISSIONS";
        }

        Route(world, [.. way, to], envelope);
        return null;
    }

    private static string Input(StoredTarget target, JsonObject envelope, string ruleArn) => target switch
    {
        { Input: { } fixedText } => fixedText,
        { InputPath: { } path } => At(envelope, path)?.ToJsonString() ?? "null",
        { InputTemplate: { } template } => Filled(template, target.InputPaths ?? [], envelope, ruleArn),
        _ => envelope.ToJsonString(),
    };

    // Texts stand in a template without their quotes, everything else as JSON (User Guide, "Input transformation").
    private static string Filled(string template, SortedDictionary<string, string> paths, JsonObject envelope, string ruleArn)
    {
        var text = new StringBuilder(template);
        foreach (var (name, path) in paths)
        {
            var value = At(envelope, path);
            text.Replace($"<{name}>", value is JsonValue v && v.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "");
        }

        return text.Replace("<aws.events.rule-arn>", ruleArn).Replace("<aws.events.event.json>", envelope.ToJsonString()).ToString();
    }

    private static JsonNode? At(JsonNode envelope, string path)
    {
        JsonNode? at = envelope;
        foreach (var step in path.TrimStart('$').Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.TrimEnd(']').Trim('\'', '"');
            at = at switch
            {
                JsonArray list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                JsonObject o => o[name],
                _ => null,
            };
        }

        return at;
    }
}
