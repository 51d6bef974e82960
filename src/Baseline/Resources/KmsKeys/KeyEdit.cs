using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace SecretScoops.Governance.Baseline.Resources.KmsKeys;

/// <summary>Brings one key from observed to desired.</summary>
/// <param name="keyId">Its id or ARN.</param>
/// <param name="kms">The client where it lives.</param>
/// <param name="world">The run.</param>
internal sealed class KeyEdit(string keyId, IAmazonKeyManagementService kms, AwsWorld world)
{
    /// <summary>Makes every edit that is needed; repeated after an unknown outcome it does no harm.</summary>
    public async Task CarryOutAsync(KmsKeyAttributes observed, KmsKeyAttributes desired, CancellationToken cancel)
    {
        // First, because a key that waits for its deletion takes no other change. It comes back disabled: KMS API Reference, CancelKeyDeletion, read 2026-11.
        if (observed.State == KmsKeyAttributes.PendingDeletion)
        {
            await kms.CancelKeyDeletionAsync(new CancelKeyDeletionRequest { KeyId = keyId }, cancel);
        }

        if (observed.State != desired.State && desired.State == KmsKeyAttributes.Enabled)
        {
            await kms.EnableKeyAsync(new EnableKeyRequest { KeyId = keyId }, cancel);
        }

        if (observed.Description != desired.Description)
        {
            await kms.UpdateKeyDescriptionAsync(new() { KeyId = keyId, Description = desired.Description }, cancel);
        }

        if (!PolicyContent.Same(observed.Policy, desired.Policy))
        {
            await kms.PutKeyPolicyAsync(new() { KeyId = keyId, PolicyName = "default", Policy = await Documents.UploadAsync(desired.Policy!, world, cancel) }, cancel);
        }

        await RotationAsync(observed, desired, cancel);
        await TagsAsync(observed, desired, cancel);
        if (observed.State != desired.State && desired.State != KmsKeyAttributes.Enabled)
        {
            await kms.DisableKeyAsync(new DisableKeyRequest { KeyId = keyId }, cancel);
        }
    }

    // A key that waits for its deletion tells no rotation; asking for what it has does no harm.
    private async Task RotationAsync(KmsKeyAttributes observed, KmsKeyAttributes desired, CancellationToken cancel)
    {
        if (observed.RotationDays == desired.RotationDays && observed.State != KmsKeyAttributes.PendingDeletion)
        {
            return;
        }

        if (desired.RotationDays is { } days)
        {
            await kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = keyId, RotationPeriodInDays = days }, cancel);
        }
        else
        {
            await kms.DisableKeyRotationAsync(new DisableKeyRotationRequest { KeyId = keyId }, cancel);
        }
    }

    private async Task TagsAsync(KmsKeyAttributes observed, KmsKeyAttributes desired, CancellationToken cancel)
    {
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        List<Tag> put = [.. set.Select(tag => new Tag { TagKey = tag.Key, TagValue = tag.Value })];
        if (observed.DeletionWindowDays != desired.DeletionWindowDays)
        {
            put.AddRange(KmsKeysAws.TagsOf(desired, "").Where(tag => tag.TagKey == KmsKeysAws.WindowTag));
        }

        if (put.Count > 0)
        {
            await kms.TagResourceAsync(new() { KeyId = keyId, Tags = put }, cancel);
        }

        if (remove.Count > 0)
        {
            await kms.UntagResourceAsync(new() { KeyId = keyId, TagKeys = remove }, cancel);
        }
    }
}
