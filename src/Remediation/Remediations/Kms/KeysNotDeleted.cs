using System.Text.Json.Nodes;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Kms;

/// <summary>
/// No key of ours is on its way to deletion: with it goes whatever it encrypted. Cancelling leaves a key disabled, so that it is enabled too: people decrypted with it until minutes ago.
/// Who means it takes an exemption first. It is not taken back by machine, since no role of ours may schedule a deletion.
/// </summary>
internal sealed class KeysNotDeleted : Remediation
{
    /// <inheritdoc/>
    public override string Control => "keys-not-deleted";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::KMS::Key";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["KMS.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["kms.amazonaws.com:ScheduleKeyDeletion"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Key.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("kms:CancelKeyDeletion", Key.Arn), new("kms:EnableKey", Key.Arn)];

    /// <inheritdoc/>
    /// <remarks>Without rotation, which KMS shows as off until the deletion is cancelled (KMS API Reference, GetKeyRotationStatus, read 2026-11).</remarks>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Key.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["manager"] == "CUSTOMER" && (string?)image["state"]!["name"] is "PendingDeletion" or "PendingReplicaDeletion"
            ? [new("/state", $"the key is deleted at {(string?)image["state"]!["deletedAt"] ?? "a time that AWS does not tell"}, and with it whatever it encrypted", new JsonObject { ["name"] = "Enabled", ["deletedAt"] = null })]
            : [];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if ((string?)value?["name"] != "Enabled")
        {
            throw new NotUndoableException($"no role of ours may schedule a key's deletion: get an exemption, then aws kms schedule-key-deletion --key-id {subject.Id} --pending-window-in-days 30");
        }

        var kms = subject.Session.Kms;
        await kms.CancelKeyDeletionAsync(new CancelKeyDeletionRequest { KeyId = subject.Id }, cancellationToken);
        var state = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = subject.Id }, cancellationToken)).KeyMetadata.KeyState;
        // Keys without material (PendingImport) or key store (Unavailable) cannot be enabled, and are not deleted either.
        if (state != KeyState.PendingImport && state != KeyState.Unavailable)
        {
            await kms.EnableKeyAsync(new EnableKeyRequest { KeyId = subject.Id }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws kms cancel-key-deletion --key-id {subject.Id}",
        $"aws kms enable-key --key-id {subject.Id}",
    ];
}
