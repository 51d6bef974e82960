using Amazon.S3;
using Amazon.S3.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

public sealed class BucketTests
{
    [Fact]
    public async Task A_new_bucket_is_shut_encrypted_and_owned_by_its_account()
    {
        using var rig = await LogRig.Ready();
        var bucket = await rig.NewBucket(null);

        var block = (await rig.Home.S3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = bucket }, Cancel)).PublicAccessBlockConfiguration;
        Assert.True(block.BlockPublicAcls == true && block.BlockPublicPolicy == true && block.IgnorePublicAcls == true && block.RestrictPublicBuckets == true);
        var encryption = (await rig.Home.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = bucket }, Cancel)).ServerSideEncryptionConfiguration;
        Assert.Equal(ServerSideEncryptionMethod.AES256, encryption.ServerSideEncryptionRules.Single().ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm);
        Assert.Equal(
            ObjectOwnership.BucketOwnerEnforced,
            (await rig.Home.S3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = bucket }, Cancel)).OwnershipControls.Rules.Single().ObjectOwnership);
    }

    [Fact]
    public async Task A_public_policy_is_refused_while_public_policies_are_blocked()
    {
        using var rig = await LogRig.Ready();

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => rig.NewBucket(
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{LogRig.Bucket}}/*"}]}"""));

        Assert.Equal("AccessDenied", refusal.ErrorCode);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::elsewhere"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"s3:*","Resource":"arn:aws:s3:::logs-123456789012-eu-west-1"}]}""")]
    public async Task A_policy_that_AWS_would_not_take_is_refused(string policy)
    {
        using var rig = await LogRig.Ready();

        Assert.Equal("MalformedPolicy", (await Assert.ThrowsAsync<AmazonS3Exception>(() => rig.NewBucket(policy))).ErrorCode);
    }

    [Fact]
    public async Task Who_is_denied_by_the_policy_cannot_read()
    {
        using var rig = await LogRig.Ready();
        await rig.NewBucket($$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{LogRig.Bucket}}/*",
            "Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/Auditor"},"Bool":{"aws:PrincipalIsAWSService":"false"} } }]}
            """);
        await rig.Home.S3.PutObjectAsync(new PutObjectRequest { BucketName = LogRig.Bucket, Key = "a", ContentBody = "b" }, Cancel);

        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonS3Exception>(() => rig.Home.S3.GetObjectAsync(new GetObjectRequest { BucketName = LogRig.Bucket, Key = "a" }, Cancel))).ErrorCode);
    }

    [Fact]
    public async Task A_bucket_with_any_version_in_it_is_not_deleted()
    {
        using var rig = await LogRig.Ready();
        var bucket = await rig.NewBucket(null);
        await rig.Home.S3.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancel);
        await rig.Home.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "a", ContentBody = "b" }, Cancel);
        await rig.Home.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = "a" }, Cancel);

        Assert.Equal("BucketNotEmpty", (await Assert.ThrowsAsync<AmazonS3Exception>(() => rig.Home.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = bucket }, Cancel))).ErrorCode);
        Assert.Empty((await rig.Home.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancel)).S3Objects ?? []);
        Assert.Equal(2, (await rig.Home.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancel)).Versions.Count);
    }

    [Fact]
    public async Task A_locked_version_stays_until_its_time()
    {
        using var rig = await LogRig.Ready();
        var s3 = rig.Home.S3;
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = LogRig.Bucket, ObjectLockEnabledForBucket = true, PutBucketConfiguration = new() { LocationConstraint = "eu-west-1" } }, Cancel);
        await s3.PutObjectLockConfigurationAsync(
            new()
            {
                BucketName = LogRig.Bucket,
                ObjectLockConfiguration = new() { ObjectLockEnabled = ObjectLockEnabled.Enabled, Rule = new() { DefaultRetention = new() { Mode = ObjectLockRetentionMode.Compliance, Days = 1 } } },
            },
            Cancel);
        var version = (await s3.PutObjectAsync(new PutObjectRequest { BucketName = LogRig.Bucket, Key = "a", ContentBody = "b" }, Cancel)).VersionId;
        var delete = new DeleteObjectRequest { BucketName = LogRig.Bucket, Key = "a", VersionId = version, BypassGovernanceRetention = true };

        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.DeleteObjectAsync(delete, Cancel))).ErrorCode);
        rig.Cloud.Time.Advance(TimeSpan.FromDays(2));
        await s3.DeleteObjectAsync(delete, Cancel);
    }

    [Fact]
    public async Task A_lifecycle_that_moves_objects_to_infrequent_access_too_early_is_refused()
    {
        using var rig = await LogRig.Ready();
        var bucket = await rig.NewBucket(null);

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => rig.Home.S3.PutLifecycleConfigurationAsync(
            new PutLifecycleConfigurationRequest
            {
                BucketName = bucket,
                Configuration = new()
                {
                    Rules = [new() { Id = "r", Status = LifecycleRuleStatus.Enabled, Filter = new() { Prefix = "" }, Transitions = [new() { Days = 7, StorageClass = S3StorageClass.StandardInfrequentAccess }] }],
                },
            },
            Cancel));

        Assert.Equal("InvalidArgument", refusal.ErrorCode);
    }
}
