using System.Text.Json.Nodes;
using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Kms;

/// <summary>Nobody ever switched rotation on, for the key and its neighbour.</summary>
internal sealed class NeverRotated : Scenario
{
    /// <inheritdoc/>
    public override string Control => "keys-rotated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["kms/Key"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        _ = await member.Kms.CreateKeyAsync(new(), cancel);
        return (await member.Kms.CreateKeyAsync(new() { Tags = [new() { TagKey = "team", TagValue = "shop" }] }, cancel)).KeyMetadata.KeyId;
    }
}

/// <summary>Somebody switched rotation off, naming the key by its ARN, and CloudTrail saw it.</summary>
internal sealed class RotationSwitchedOff : Scenario
{
    /// <inheritdoc/>
    public override string Control => "keys-rotated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["kms/Key"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var id = (await member.Kms.CreateKeyAsync(new(), cancel)).KeyMetadata.KeyId;
        await member.Kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = id }, cancel);
        await member.Kms.DisableKeyRotationAsync(new DisableKeyRotationRequest { KeyId = id }, cancel);
        return id;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("kms", "DisableKeyRotation", accountId, region, new JsonObject { ["keyId"] = $"arn:aws:kms:{region}:{accountId}:key/{resourceId}" });
}

/// <summary>Somebody scheduled a key's deletion; there is no way back to that by machine.</summary>
internal sealed class DeletionScheduled : Scenario
{
    /// <inheritdoc/>
    public override string Control => "keys-not-deleted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["kms/Key"];

    /// <inheritdoc/>
    public override bool CanBeUndone => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        _ = await member.Kms.CreateKeyAsync(new(), cancel);
        var id = (await member.Kms.CreateKeyAsync(new(), cancel)).KeyMetadata.KeyId;
        await member.Kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = id, PendingWindowInDays = 7 }, cancel);
        return id;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("kms", "ScheduleKeyDeletion", accountId, region, new JsonObject { ["keyId"] = resourceId, ["pendingWindowInDays"] = 7 });
}
