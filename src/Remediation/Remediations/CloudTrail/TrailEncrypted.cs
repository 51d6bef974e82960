using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>
/// A trail is encrypted with KMS. The policies name the declared trail's key, so that it is given back; which key another trail's makers meant nobody knows, so that it is told.
/// </summary>
/// <remarks>CloudTrail refuses a key whose policy does not let it in (InsufficientEncryptionPolicyException), so that a trail never ends up unable to write.</remarks>
internal sealed class TrailEncrypted : TrailRemediation
{
    /// <inheritdoc/>
    public override string Control => "trail-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudTrail.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["cloudtrail.amazonaws.com:UpdateTrail"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("cloudtrail:UpdateTrail", Trail.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Trail.IsHere(image) && image["key"] is null ? [new("/key", "the trail is not encrypted with KMS", Alias(image, demands))] : [];

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => Trail.IsOurs(image) && violations.All(violation => violation.Should is not null);

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Trail.UpdateAsync(subject, request => request.KmsKeyId = (string?)value ?? "", cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        Trail.Steps(subject, $"aws cloudtrail update-trail --name {subject.Id} --kms-key-id {violations.Select(v => (string?)v.Should).FirstOrDefault() ?? "<a key that lets cloudtrail.amazonaws.com in>"}");

    private static string? Alias(JsonObject image, Demands demands) =>
        demands.Declared is { } declared && declared.Find(TrailFile.Area)?.Value.Trail is { Key: { } key } trail && ((string)image["arn"]!).EndsWith($":trail/{trail.Name}", StringComparison.Ordinal)
            ? $"alias/{declared.LandingZone.NamePrefix}{key}"
            : null;
}
