using System.Collections.ObjectModel;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What an event says happened. Nothing of it is believed but that somebody should look.</summary>
internal sealed record Doorbell
{
    /// <summary>Who rang.</summary>
    public required EventSource Source { get; init; }

    /// <summary>EventBridge's id; the doorbells of one event share it.</summary>
    public required string EventId { get; init; }

    /// <summary>EventBridge's time, to the second: the order of things as far as there is one.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account of the resource, one of ours. A member's finding arrives in the administrator's account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region of the resource, governed; <see cref="ResourceTypes.GlobalRegion"/> for what is global.</summary>
    public required string Region { get; init; }

    /// <summary>As CloudFormation spells it; <c>AWS::::Account</c> for settings of a whole account.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The same whatever rang (<see cref="ResourceIds"/>), but for IAM in Config events, which have only an unique id: then hint <c>uniqueId</c> is there too.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Null where the event has none; it is not made up.</summary>
    public string? ResourceArn { get; init; }

    /// <summary>What remediations are matched by.</summary>
    public required Trigger Trigger { get; init; }

    /// <summary>Null where the source does not say.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The Security Hub finding to resolve afterwards; null where there is none.</summary>
    public FindingKey? Finding { get; init; }

    /// <summary>Where to look first, and what to tell people: <c>securityGroupRuleIds</c>, <c>accessKeyId</c>. Several values are separated by commas. The live resource is judged anew.</summary>
    public IReadOnlyDictionary<string, string> Hints { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>One incident per control and resource, however many copies of a finding arrive from members, administrators and linked regions.</summary>
    public string IncidentOf(string control) => $"{AccountId}/{Region}/{ResourceType}/{ResourceId}/{control}";
}
