using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>The declared trail records every region. Its selectors are left as they are: which events cost money is a person's choice.</summary>
internal sealed class TrailMultiRegion : TrailRemediation
{
    /// <inheritdoc/>
    public override string Control => "trail-multi-region";

    /// <summary>AWS Config asks whether the account has such a trail.</summary>
    public override IReadOnlyList<string> OtherTypes => [ResourceTypes.Account];

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudTrail.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["cloudtrail.amazonaws.com:UpdateTrail"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("cloudtrail:UpdateTrail", Trail.Arn)];

    /// <inheritdoc/>
    public override string FiledUnder(string resourceType) => ResourceType;

    /// <inheritdoc/>
    public override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Task.FromResult(Trail.Declared(subject.Demands));

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Trail.IsHere(image) && !(bool)image["multiRegion"]! ? [new("/multiRegion", "the trail records its home region only", true)] : [];

    // What belongs to no region is recorded with every region, and CloudTrail refuses to have the one without the other.
    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Trail.UpdateAsync(subject, request => request.IsMultiRegionTrail = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => Trail.Steps(subject, $"aws cloudtrail update-trail --name {subject.Id} --is-multi-region-trail");
}
