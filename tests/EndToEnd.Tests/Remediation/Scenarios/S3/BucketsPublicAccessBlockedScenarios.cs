using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>Somebody deleted the block; a policy and a neighbour stay.</summary>
internal sealed class BlockDeleted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-public-access-blocked";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket", "s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "shop-assets", "shop-neighbour" })
        {
            await Made.BucketAsync(member, name, cancel);
            await member.S3.PutBucketTaggingAsync(new() { BucketName = name, TagSet = [new() { Key = "team", Value = "shop" }] }, cancel);
        }

        await member.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = "shop-assets",
            Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"Everybody","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-assets/*"}]}""",
        }, cancel);
        return "shop-assets";
    }
}

/// <summary>Somebody switched a part of it off.</summary>
internal sealed class BlockWeakened : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-public-access-blocked";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketAsync(member, "shop-logs", cancel);
        await member.S3.PutPublicAccessBlockAsync(
            new() { BucketName = "shop-logs", PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = false } }, cancel);
        return "shop-logs";
    }
}
