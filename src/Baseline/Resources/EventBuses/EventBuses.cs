using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.EventBuses;

/// <summary>An event bus of ours.</summary>
internal sealed record EventBusAttributes
{
    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Who may send to it, in canonical form, with names for ids; null where nobody else may.</summary>
    public JsonNode? Policy { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts and the organization, where the policy names them.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(Policy?.ToJsonString() ?? "");
}

/// <summary>
/// The central event bus: <c>event-bus/secret-scoops-security@root/eu-west-1</c>. A bus of its own, because what is collected there must never meet the rules
/// that collect: those are on default buses alone.
/// </summary>
internal sealed class EventBusKind() : ResourceKind<EventBusAttributes>(KindNames.EventBus, Nature.Thing, EventBusJson.Default.EventBusAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        // Without rules there is nothing for a bus to do.
        if (AlertPlaces.Of(policies) is not { Alerts: { Collect.Count: > 0 } or { Route.Count: > 0 } } places)
        {
            return [];
        }

        return
        [
            Of(
                places.Bus,
                new()
                {
                    Description = places.Alerts.BusDescription,
                    Policy = Documents.Of([Senders(places)]),
                    Tags = Tags.Owned(policies.LandingZone.ManagedBy),
                },
                declaredAt: policies.Find(AlertsFile.Area)!.Value.Where),
        ];
    }

    // Only the roles that this tool makes for it, in accounts of the organization: nobody else can pass off events as AWS's.
    private static Statement Senders(AlertPlaces places) => new()
    {
        Sid = "CollectFromTheOrganization",
        Effect = Effect.Allow,
        Principal = new(false, [new("*", [])]),
        Action = new(false, ["events:PutEvents"]),
        Resource = new(false, [places.BusArn]),
        Conditions =
        [
            Documents.Equal("aws:PrincipalOrgID", PlacedText.Organization),
            Documents.ArnLike("aws:PrincipalArn", $"arn:{Partition.Of(places.LandingZone.HomeRegion)}:iam::*:role{places.RolePath}{places.Alerts.RoleName}"),
        ],
    };
}
