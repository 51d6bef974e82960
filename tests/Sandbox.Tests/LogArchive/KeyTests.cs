using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

public sealed class KeyTests
{
    [Fact]
    public async Task A_deletion_waits_is_taken_back_disabled_and_comes_true()
    {
        using var rig = await LogRig.Ready();
        var (kms, id) = await Key(rig);

        await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = id, PendingWindowInDays = 7 }, Cancel);
        await Assert.ThrowsAsync<KMSInvalidStateException>(() => kms.EnableKeyAsync(new EnableKeyRequest { KeyId = id }, Cancel));
        await kms.CancelKeyDeletionAsync(new CancelKeyDeletionRequest { KeyId = id }, Cancel);
        Assert.Equal(KeyState.Disabled, (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = id }, Cancel)).KeyMetadata.KeyState);
        await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = id, PendingWindowInDays = 7 }, Cancel);
        rig.Cloud.Time.Advance(TimeSpan.FromDays(8));

        await Assert.ThrowsAsync<NotFoundException>(() => kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = id }, Cancel));
    }

    [Fact]
    public async Task A_policy_that_would_lock_everybody_out_or_names_nobody_is_refused()
    {
        using var rig = await LogRig.Ready();
        var (kms, id) = await Key(rig);

        foreach (var principal in new[] { "\"Service\":\"sns.amazonaws.com\"", "\"AWS\":\"arn:aws:iam::999999999999:root\"" })
        {
            await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => kms.PutKeyPolicyAsync(
                new() { KeyId = id, Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{ {{principal}} },"Action":"kms:*","Resource":"*"}]}""" }, Cancel));
        }
    }

    [Fact]
    public async Task A_disabled_key_does_not_begin_to_rotate()
    {
        using var rig = await LogRig.Ready();
        var (kms, id) = await Key(rig);
        await kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = id, RotationPeriodInDays = 180 }, Cancel);
        Assert.Equal(180, (await kms.GetKeyRotationStatusAsync(new GetKeyRotationStatusRequest { KeyId = id }, Cancel)).RotationPeriodInDays);
        await kms.DisableKeyAsync(new DisableKeyRequest { KeyId = id }, Cancel);

        await Assert.ThrowsAsync<DisabledException>(() => kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = id }, Cancel));
    }

    [Fact]
    public async Task An_alias_stands_for_one_key_and_can_be_turned_to_another()
    {
        using var rig = await LogRig.Ready();
        var (kms, first) = await Key(rig);
        var (_, second) = await Key(rig);
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/logs", TargetKeyId = first }, Cancel);

        await Assert.ThrowsAsync<AlreadyExistsException>(() => kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/logs", TargetKeyId = second }, Cancel));
        await kms.UpdateAliasAsync(new() { AliasName = "alias/logs", TargetKeyId = second }, Cancel);

        Assert.Equal(second, (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = "alias/logs" }, Cancel)).KeyMetadata.KeyId);
        Assert.Equal(second, Assert.Single((await kms.ListAliasesAsync(new ListAliasesRequest(), Cancel)).Aliases).TargetKeyId);
    }

    private static async Task<(IAmazonKeyManagementService Kms, string Id)> Key(LogRig rig) => (rig.Home.Kms, (await rig.Home.Kms.CreateKeyAsync(new(), Cancel)).KeyMetadata.KeyId);
}
