using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>
/// The declared trail records every region, and every call that manages resources. Selectors are replaced whole, with data events that cost money and that the pipeline declares: so that one
/// who made it blind by them is told of, and the pipeline puts the declared ones back.
/// </summary>
internal sealed class TrailMultiRegion : TrailRemediation
{
    private const string Selectors = "/selectors";

    /// <inheritdoc/>
    public override string Control => "trail-multi-region";

    /// <summary>AWS Config asks whether the account has such a trail.</summary>
    public override IReadOnlyList<string> OtherTypes => [ResourceTypes.Account];

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudTrail.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["cloudtrail.amazonaws.com:UpdateTrail", "cloudtrail.amazonaws.com:PutEventSelectors"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("cloudtrail:UpdateTrail", Trail.Arn)];

    /// <inheritdoc/>
    public override string FiledUnder(string resourceType) => ResourceType;

    /// <inheritdoc/>
    public override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Task.FromResult(Trail.Declared(subject.Demands));

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => !Trail.IsHere(image) ? []
        :
        [
            .. (bool)image["multiRegion"]! ? (Violation[])[] : [new("/multiRegion", "the trail records its home region only", true)],
            .. Trail.TakesManagement(image) || !IsAsked(demands) ? (Violation[])[] : [new(Selectors, "the trail's selectors leave out calls that manage resources", null)],
        ];

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => base.CanMend(image, violations) && violations.All(v => v.Atom != Selectors);

    // What belongs to no region is recorded with every region, and CloudTrail refuses to have the one without the other.
    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Trail.UpdateAsync(subject, request => request.IsMultiRegionTrail = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Any(v => v.Atom != Selectors) ? Trail.Steps(subject, $"aws cloudtrail update-trail --name {subject.Id} --is-multi-region-trail") : [],
        .. violations.Any(v => v.Atom == Selectors)
            ? Trail.Steps(subject, "baseline apply, which puts the declared selectors back; look first at who called PutEventSelectors, and at what was done since: the event history of each region has it for 90 days")
            : [],
    ];

    // AWS Config's own parameters of the same rule.
    private static bool IsAsked(Demands demands) =>
        demands.Text("includeManagementEvents", "true") == "true" && demands.Text("readWriteType", "ALL").Equals("ALL", StringComparison.OrdinalIgnoreCase);
}
