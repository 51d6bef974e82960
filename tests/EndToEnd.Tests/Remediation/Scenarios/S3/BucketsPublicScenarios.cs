using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>A statement lets everybody read; the block takes effect on it, and it stays for whoever mends it.</summary>
internal sealed class ReadableByPolicy : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-public-read";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket", "s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-assets", "shop-neighbour");
        await member.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = "shop-assets",
            Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"Everybody","Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:Get*","Resource":"arn:aws:s3:::shop-assets/*","Condition":{"StringLike":{"aws:Referer":"https://shop.example/*"}}}]}""",
        }, cancel);
        return "shop-assets";
    }
}

/// <summary>A grant lets everybody write.</summary>
internal sealed class WritableByGrant : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-public-write";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket", "s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-uploads", "shop-neighbour");
        await member.S3.PutBucketAclAsync(new() { BucketName = "shop-uploads", GrantWrite = "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"" }, cancel);
        return "shop-uploads";
    }
}

/// <summary>A list gives the logged-in world the right to read.</summary>
internal sealed class GrantedByList : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-acl";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-assets", "shop-neighbour");
        await member.S3.PutBucketOwnershipControlsAsync(new() { BucketName = "shop-assets", OwnershipControls = new() { Rules = [new() { ObjectOwnership = "BucketOwnerPreferred" }] } }, cancel);
        await member.S3.PutBucketAclAsync(new() { BucketName = "shop-assets", ACL = "authenticated-read" }, cancel);
        return "shop-assets";
    }
}

/// <summary>A list of a bucket that never said who owns its objects.</summary>
internal sealed class GrantedByListOfOld : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-acl";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-assets");
        await member.S3.PutBucketAclAsync(new() { BucketName = "shop-assets", ACL = "public-read" }, cancel);
        return "shop-assets";
    }
}
