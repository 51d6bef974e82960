using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>A trail writes digests of its files, so that a change would show.</summary>
internal sealed class TrailValidated : TrailRemediation
{
    /// <inheritdoc/>
    public override string Control => "trail-validated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudTrail.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["cloudtrail.amazonaws.com:UpdateTrail"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("cloudtrail:UpdateTrail", Trail.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Trail.IsHere(image) && !(bool)image["validated"]! ? [new("/validated", "the trail seals no files", true)] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Trail.UpdateAsync(subject, request => request.EnableLogFileValidation = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => Trail.Steps(subject, $"aws cloudtrail update-trail --name {subject.Id} --enable-log-file-validation");
}
