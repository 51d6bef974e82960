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
    public async Task A_key_signs_with_its_own_algorithm_and_stays_the_same_key()
    {
        using var rig = await LogRig.Ready();
        var kms = rig.Home.Kms;
        var key = (await kms.CreateKeyAsync(new() { KeySpec = KeySpec.ECC_NIST_P384, KeyUsage = KeyUsageType.SIGN_VERIFY }, Cancel)).KeyMetadata;
        var (_, symmetric) = await Key(rig);
        Assert.Equal(["ECDSA_SHA_384"], key.SigningAlgorithms);

        var signed = (await kms.SignAsync(new() { KeyId = key.Arn, Message = new MemoryStream([1, 2, 3]), SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_384 }, Cancel)).Signature.ToArray();

        Assert.True((await Verified([1, 2, 3])).SignatureValid);
        await Assert.ThrowsAsync<KMSInvalidSignatureException>(() => Verified([1, 2, 4]));
        await Assert.ThrowsAsync<InvalidKeyUsageException>(() => Signed(key.Arn, SigningAlgorithmSpec.ECDSA_SHA_256, new byte[32]));
        await Assert.ThrowsAsync<InvalidKeyUsageException>(() => Signed(symmetric, SigningAlgorithmSpec.ECDSA_SHA_256, new byte[32]));
        Assert.Contains("invalid length", (await Assert.ThrowsAsync<AmazonKeyManagementServiceException>(() => Signed(key.Arn, SigningAlgorithmSpec.ECDSA_SHA_384, new byte[32]))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnsupportedOperationException>(() => kms.GetPublicKeyAsync(new() { KeyId = symmetric }, Cancel));
        await kms.DisableKeyAsync(new DisableKeyRequest { KeyId = key.KeyId }, Cancel);
        await Assert.ThrowsAsync<DisabledException>(() => kms.GetPublicKeyAsync(new() { KeyId = key.Arn }, Cancel));

        Task<VerifyResponse> Verified(byte[] message) =>
            kms.VerifyAsync(new() { KeyId = key.Arn, Message = new MemoryStream(message), Signature = new MemoryStream(signed), SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_384 }, Cancel);
        Task<SignResponse> Signed(string id, SigningAlgorithmSpec algorithm, byte[] digest) =>
            kms.SignAsync(new() { KeyId = id, Message = new MemoryStream(digest), MessageType = MessageType.DIGEST, SigningAlgorithm = algorithm }, Cancel);
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
