using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.EventRules;

/// <summary>A rule of EventBridge.</summary>
internal sealed record EventRuleAttributes
{
    /// <summary>Its bus; null for the default bus.</summary>
    public Reference? Bus { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Which events, in canonical form.</summary>
    public JsonNode? Pattern { get; init; }

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public required string State { get; init; }

    /// <summary>Where events go, by id.</summary>
    public required IReadOnlyList<EventTargetAttributes> Targets { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts that an ARN in it names.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(string.Concat(Targets.SelectMany(target => (string?[])[target.Arn, target.DeadLetters, target.OtherRole])));
}

/// <summary>A target of a rule.</summary>
internal sealed record EventTargetAttributes
{
    /// <summary>AWS's default, and most: tried again 185 times, within a day (EventBridge API Reference, RetryPolicy, read 2026-11).</summary>
    public const int DefaultAttempts = 185;

    /// <summary>A day.</summary>
    public const int DefaultSeconds = 86_400;

    /// <summary>Unique within the rule.</summary>
    public required string Id { get; init; }

    /// <summary>A topic or bus of ours; null for what is not.</summary>
    public Reference? To { get; init; }

    /// <summary>What is not ours: a queue above all. With a name for its account.</summary>
    public string? Arn { get; init; }

    /// <summary>The role with which a bus is sent to.</summary>
    public Reference? Role { get; init; }

    /// <summary>A role that is none of ours.</summary>
    public string? OtherRole { get; init; }

    /// <summary>The queue for what cannot be delivered, with a name for its account.</summary>
    public string? DeadLetters { get; init; }

    /// <summary>What is sent instead of the whole event; null for that.</summary>
    public string? Text { get; init; }

    /// <summary>Name in the text → where in the event its value stands.</summary>
    public SortedDictionary<string, string>? Values { get; init; }

    /// <summary>How often delivery is tried again.</summary>
    public int RetryAttempts { get; init; } = DefaultAttempts;

    /// <summary>How long delivery is tried.</summary>
    public int RetrySeconds { get; init; } = DefaultSeconds;
}

/// <summary>
/// Rules: <c>event-rule/secret-scoops-collect-config@prod/eu-west-1</c> on a default bus, <c>event-rule/BUS/RULE@…</c> on another. Those on default buses send to the central
/// bus alone, and those of the central bus to topics and queues alone: an event can never come back to where it was.
/// </summary>
internal sealed class EventRuleKind() : ResourceKind<EventRuleAttributes>(KindNames.EventRule, Nature.Thing, EventRuleJson.Default.EventRuleAttributes)
{
    private const string CentralBus = "central-bus";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => AlertPlaces.Of(policies) is not { } places ? [] :
    [
        .. from rule in places.Alerts.Collect
           from account in AlertPlaces.AccountsOf(rule.Value, policies)
           from region in places.RegionsOf(rule.Value)
           select Of(new Scope(account, region).Address(Name, rule.Value.Name), Collecting(rule.Value, account, places, policies), declaredAt: rule.Where),
        .. places.Alerts.Route.Select(rule => Of(NameOn(places.Bus, rule.Value.Name, places.Center), Routing(rule.Value, places, policies), declaredAt: rule.Where)),
    ];

    /// <summary>The address of a rule.</summary>
    /// <param name="bus">Null for the default bus.</param>
    /// <param name="rule">Its name.</param>
    /// <param name="place">Where it is.</param>
    public static Address NameOn(Address? bus, string rule, Scope place) => place.Address(KindNames.EventRule, bus is null ? rule : $"{bus.Value.Name}/{rule}");

    /// <summary>The id of a target: what it is called, within 64 characters (EventBridge API Reference, Target).</summary>
    public static string IdOf(string name) => name.Length <= 64 ? name : name[..64];

    private static EventRuleAttributes Collecting(CollectRulePolicy rule, string account, AlertPlaces places, PolicyBundle policies) => new()
    {
        Description = rule.Description,
        Pattern = rule.Pattern.Value.Canonical.DeepClone(),
        State = State(rule.Enabled),
        Targets = [new() { Id = CentralBus, To = new(places.Bus), Role = new(places.RoleOf(account)) }],
        Tags = Tags.Owned(policies.LandingZone.ManagedBy),
    };

    private static EventRuleAttributes Routing(RouteRulePolicy rule, AlertPlaces places, PolicyBundle policies) => new()
    {
        Bus = new(places.Bus),
        Description = rule.Description,
        Pattern = rule.Pattern.Value.Canonical.DeepClone(),
        State = State(rule.Enabled),
        Targets = [.. rule.Targets.Select(target => Told(target.Value, places)).OrderBy(target => target.Id, StringComparer.Ordinal)],
        Tags = Tags.Owned(policies.LandingZone.ManagedBy),
    };

    private static EventTargetAttributes Told(RouteTargetPolicy target, AlertPlaces places) => new()
    {
        Id = IdOf(target.Topic ?? target.Queue!),
        To = target.Topic is { } severity ? new(places.Topic(severity)) : null,
        Arn = target.Queue is { } queue ? places.QueueArn(queue) : null,
        DeadLetters = target.DeadLetters && places.Alerts.DeadLetterQueue is { } dead ? places.QueueArn(dead) : null,
        Text = target.Message?.Text,
        Values = target.Message is { } message ? new(message.Values.ToDictionary(), StringComparer.Ordinal) : null,
        RetryAttempts = target.RetryAttempts,
        RetrySeconds = target.RetryHours * 3_600,
    };

    private static string State(bool enabled) => enabled ? "ENABLED" : "DISABLED";
}
