using SecretScoops.Governance.Events;

namespace SecretScoops.Governance.Policies;

/// <summary>A topic that people and programs are told through, and who they are.</summary>
internal sealed record TopicPolicy
{
    /// <summary>What rules call it: <c>critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What AWS calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Sender of its mails.</summary>
    public required string DisplayName { get; init; }

    public required IReadOnlyList<Sourced<SubscriptionPolicy>> Subscriptions { get; init; }
}

/// <summary>Where the messages of a topic go.</summary>
internal sealed record SubscriptionPolicy
{
    /// <summary><c>email</c>, <c>https</c>, <c>sqs</c> or <c>lambda</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>An address, or for queues and functions an ARN or a name in the account of the topics.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Null for every message.</summary>
    public EventPattern? Filter { get; init; }

    /// <summary>Whether the filter looks at the message itself, not at its attributes.</summary>
    public required bool FilterBody { get; init; }

    /// <summary>Whether the message comes without SNS's envelope.</summary>
    public required bool Raw { get; init; }
}

/// <summary>A rule on default buses that sends what matches to the central bus. It has no other target, so that nothing goes in a circle.</summary>
internal sealed record CollectRulePolicy
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Accounts by name; empty for all.</summary>
    public required IReadOnlyList<Sourced<string>> Accounts { get; init; }

    /// <summary>Regions by name; <c>governed</c> and <c>home</c> stand for those of the landing zone.</summary>
    public required IReadOnlyList<Sourced<string>> Regions { get; init; }

    public required Sourced<EventPattern> Pattern { get; init; }
}

/// <summary>A rule on the central bus.</summary>
internal sealed record RouteRulePolicy
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required bool Enabled { get; init; }

    public required Sourced<EventPattern> Pattern { get; init; }

    public required IReadOnlyList<Sourced<RouteTargetPolicy>> Targets { get; init; }
}

/// <summary>Where a rule of the central bus sends what matches: a topic by severity, or a queue by name.</summary>
internal sealed record RouteTargetPolicy
{
    /// <summary>Null for a queue.</summary>
    public string? Topic { get; init; }

    /// <summary>In the account and region of the bus; null for a topic.</summary>
    public string? Queue { get; init; }

    /// <summary>Null for the whole event.</summary>
    public MessagePolicy? Message { get; init; }

    /// <summary>How often delivery is tried again; AWS's default is 185.</summary>
    public required int RetryAttempts { get; init; }

    /// <summary>How long delivery is tried; AWS's default is a day.</summary>
    public required int RetryHours { get; init; }

    /// <summary>Whether what cannot be delivered goes to the queue for that.</summary>
    public required bool DeadLetters { get; init; }
}

/// <summary>A message that is made of an event.</summary>
/// <param name="Values">Names in the template → where in the event their values stand.</param>
/// <param name="Text">A line with <c>&lt;name&gt;</c> for each value.</param>
internal sealed record MessagePolicy(IReadOnlyDictionary<string, string> Values, string Text);
