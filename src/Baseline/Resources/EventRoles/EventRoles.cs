using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.EventRoles;

/// <summary>The role with which EventBridge sends events of one account to the central bus.</summary>
internal sealed record EventRoleAttributes
{
    /// <summary>The name of its one policy.</summary>
    public const string PolicyName = "send";

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Who may assume it, in canonical form, with names for ids.</summary>
    public JsonNode? Trust { get; init; }

    /// <summary>What it may do: inline policies by name, in canonical form.</summary>
    public required SortedDictionary<string, JsonNode?> Policies { get; init; }

    /// <summary>ARNs of managed policies; none.</summary>
    public IReadOnlyList<string> ManagedPolicies { get; init; } = [];

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts, where the policies name them.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(string.Concat(Policies.Values.Append(Trust).Select(document => document?.ToJsonString())));
}

/// <summary>
/// Roles for events: <c>event-role/secret-scoops-event-forwarder@prod</c>, one in each account that collects. A bus that lets an organization in takes events only from rules
/// that come with a role (EventBridge User Guide, "Sending and receiving events between AWS accounts", read 2026-11).
/// </summary>
internal sealed class EventRoleKind() : ResourceKind<EventRoleAttributes>(KindNames.EventRole, Nature.Thing, EventRoleJson.Default.EventRoleAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => AlertPlaces.Of(policies) is not { } places ? [] :
        from account in places.Alerts.Collect.SelectMany(rule => AlertPlaces.AccountsOf(rule.Value, policies)).Distinct(StringComparer.Ordinal)
        select Of(
            places.RoleOf(account),
            new()
            {
                Description = "Sends events of this account to the central event bus",
                Trust = Documents.Of([Trust(account, places)]),
                Policies = new(StringComparer.Ordinal) { [EventRoleAttributes.PolicyName] = Documents.Of([Send(places)]) },
                Tags = Tags.Owned(policies.LandingZone.ManagedBy),
            },
            declaredAt: places.Alerts.Collect[0].Where);

    // For rules of this account alone: EventBridge User Guide, "Cross-service confused deputy prevention", read 2026-11.
    private static Statement Trust(string account, AlertPlaces places) => new()
    {
        Effect = Effect.Allow,
        Principal = new(false, [new("Service", ["events.amazonaws.com"])]),
        Action = new(false, ["sts:AssumeRole"]),
        Conditions = [Documents.Equal("aws:SourceAccount", PlacedText.Account(account)), Documents.ArnLike("aws:SourceArn", $"arn:{Partition.Of(places.LandingZone.HomeRegion)}:events:*:{PlacedText.Account(account)}:rule/*")],
    };

    private static Statement Send(AlertPlaces places) => new()
    {
        Effect = Effect.Allow,
        Action = new(false, ["events:PutEvents"]),
        Resource = new(false, [places.BusArn]),
        Conditions = [],
    };
}
