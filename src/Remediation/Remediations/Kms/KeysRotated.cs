using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Kms;

/// <summary>
/// AWS changes the material of our keys every so many days; what was encrypted before stays readable. Keys that cannot be rotated by AWS are left alone: AWS's own, asymmetric ones,
/// imported material, custom key stores, replicas of another region's key (KMS API Reference, GetKeyRotationStatus, read 2026-11).
/// </summary>
internal sealed class KeysRotated : Remediation
{
    private const string Rotation = "/rotation";

    /// <inheritdoc/>
    public override string Control => "keys-rotated";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::KMS::Key";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["KMS.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["kms.amazonaws.com:DisableKeyRotation"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. Key.Reads, new("kms:GetKeyRotationStatus", Key.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("kms:EnableKeyRotation", Key.Arn), new("kms:DisableKeyRotation", Key.Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await Key.ReadAsync(subject, cancellationToken);
        if (image is not null && CanRotate(image))
        {
            var rotation = await subject.Session.Kms.GetKeyRotationStatusAsync(new GetKeyRotationStatusRequest { KeyId = subject.Id }, cancellationToken);
            image["rotation"] = new JsonObject { ["on"] = rotation.KeyRotationEnabled ?? false, ["days"] = rotation.KeyRotationEnabled == true ? rotation.RotationPeriodInDays : null };
        }

        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if (!CanRotate(image) || image["rotation"] is not JsonObject rotation)
        {
            return [];
        }

        // A key whose days AWS does not tell is rotated every year, which is the default.
        var (on, days, most) = ((bool)rotation["on"]!, (int?)rotation["days"], demands.Number("days", 365));
        return on && (days ?? 365) <= most ? [] : [new(
            Rotation,
            on ? string.Create(CultureInfo.InvariantCulture, $"the key is rotated every {days ?? 365} days, and {most} are as many as may be") : "the key is never rotated",
            new JsonObject { ["on"] = true, ["days"] = most })];
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if ((bool?)value?["on"] == true)
        {
            await subject.Session.Kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = subject.Id, RotationPeriodInDays = (int?)value["days"] }, cancellationToken);
            return;
        }

        await subject.Session.Kms.DisableKeyRotationAsync(new DisableKeyRotationRequest { KeyId = subject.Id }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [string.Create(CultureInfo.InvariantCulture, $"aws kms enable-key-rotation --key-id {subject.Id} --rotation-period-in-days {subject.Demands.Number("days", 365)}")];

    private static bool CanRotate(JsonObject image) =>
        (string?)image["manager"] == "CUSTOMER" && (string?)image["spec"] == "SYMMETRIC_DEFAULT" && (string?)image["origin"] == "AWS_KMS"
        && (string?)image["multiRegion"] != "REPLICA" && (string?)image["state"]!["name"] == "Enabled";
}
