using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>The declared trail logs. One that is gone cannot be started: whoever deploys the landing zone makes it again, with its bucket, key and selectors.</summary>
internal sealed class TrailOn : TrailRemediation
{
    private const string Logging = "/logging";

    /// <inheritdoc/>
    public override string Control => "trail-on";

    /// <summary>AWS Config asks whether the account has a trail at all.</summary>
    public override IReadOnlyList<string> OtherTypes => [ResourceTypes.Account];

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudTrail.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["cloudtrail.amazonaws.com:StopLogging", "cloudtrail.amazonaws.com:DeleteTrail"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("cloudtrail:StartLogging", Trail.Arn), new("cloudtrail:StopLogging", Trail.Arn)];

    /// <inheritdoc/>
    public override string FiledUnder(string resourceType) => ResourceType;

    /// <summary>The declared one, whichever was stopped: others are their makers' business.</summary>
    public override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Task.FromResult(Trail.Declared(subject.Demands));

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) =>
        await Trail.ReadAsync(subject, cancellationToken) ?? new JsonObject
        {
            ["arn"] = null,
            ["isOwn"] = false,
            ["isHome"] = subject.Demands.Declared?.LandingZone.HomeRegion == subject.Incident.Region,
            ["logging"] = false,
        };

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (bool)image["logging"]! || !Trail.IsHere(image) ? []
        : [new(Logging, image["arn"] is null ? "there is no such trail" : "the trail does not log", true)];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if ((bool)value!)
        {
            await subject.Session.CloudTrail.StartLoggingAsync(new() { Name = subject.Id }, cancellationToken);
        }
        else
        {
            await subject.Session.CloudTrail.StopLoggingAsync(new() { Name = subject.Id }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. Trail.Steps(subject, $"aws cloudtrail start-logging --name {subject.Id}"),
        "If the trail is gone, let the landing zone's pipeline run: it makes the trail again; what happened meanwhile is in the event history of each account and region for 90 days",
    ];
}
