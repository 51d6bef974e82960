using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>Nothing says how the bucket encrypts.</summary>
internal sealed class Unencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders", "shop-neighbour");
        return "shop-orders";
    }
}

/// <summary>The bucket encrypts with S3's own keys.</summary>
internal sealed class EncryptedByS3Alone : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-encrypted-with-kms";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders", "shop-neighbour");
        await member.S3.PutBucketEncryptionAsync(
            new()
            {
                BucketName = "shop-orders",
                ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [new() { ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = "AES256" } }] },
            },
            cancel);
        var key = (await member.Kms.CreateKeyAsync(new(), cancel)).KeyMetadata.KeyId;
        await member.Kms.CreateAliasAsync(new() { AliasName = "alias/secret-scoops-data", TargetKeyId = key }, cancel);
        return "shop-orders";
    }
}
