using System.Security.Cryptography;
using Amazon.CloudTrail.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// What the tool relies on in S3, KMS and CloudTrail, over the wire; kept by the sandbox and moto alike. moto takes trails by name only, loses a key's rotation period, gives new buckets
/// none of AWS's defaults, checks no policy of bucket or key, and has no event history: the sandbox's own tests hold those.
/// </summary>
public abstract class LogArchiveContract : IAsyncLifetime
{
    private const string Name = "contract-logs-123456789012-eu-west-1";
    private const string Trail = "contract";

    private ContractSession session = null!;

    private IAmazonS3 S3 => session.Home.S3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Name, PutBucketConfiguration = new() { LocationConstraint = new BucketLocationConstraint("eu-west-1") } }, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_bucket_is_listed_and_keeps_its_policy_and_its_tags()
    {
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::{{Name}}/*"}]}""";
        await S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Name, Policy = policy }, Cancel);
        await S3.PutBucketTaggingAsync(new PutBucketTaggingRequest { BucketName = Name, TagSet = [new() { Key = "a", Value = "b" }] }, Cancel);

        Assert.Contains((await S3.ListBucketsAsync(new ListBucketsRequest { Prefix = "contract-" }, Cancel)).Buckets, b => b.BucketName == Name);
        Assert.Equal(policy, (await S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = Name }, Cancel)).Policy);
        Assert.Equal("b", Assert.Single((await S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = Name }, Cancel)).TagSet).Value);
    }

    [Fact]
    public async Task A_bucket_keeps_what_shuts_and_encrypts_it()
    {
        await S3.PutPublicAccessBlockAsync(
            new() { BucketName = Name, PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = false } }, Cancel);
        await S3.PutBucketOwnershipControlsAsync(new() { BucketName = Name, OwnershipControls = new() { Rules = [new() { ObjectOwnership = ObjectOwnership.BucketOwnerEnforced }] } }, Cancel);
        var rule = new ServerSideEncryptionRule
        {
            ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS, ServerSideEncryptionKeyManagementServiceKeyId = "arn:aws:kms:eu-west-1:123456789012:key/a" },
            BucketKeyEnabled = true,
        };
        await S3.PutBucketEncryptionAsync(new() { BucketName = Name, ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [rule] } }, Cancel);

        var block = (await S3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = Name }, Cancel)).PublicAccessBlockConfiguration;
        Assert.Equal((true, false), (block.BlockPublicPolicy, block.RestrictPublicBuckets));
        Assert.Equal("BucketOwnerEnforced", (await S3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = Name }, Cancel)).OwnershipControls.Rules[0].ObjectOwnership.Value);
        var kept = Assert.Single((await S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Name }, Cancel)).ServerSideEncryptionConfiguration.ServerSideEncryptionRules);
        Assert.Equal("arn:aws:kms:eu-west-1:123456789012:key/a", kept.ServerSideEncryptionByDefault.ServerSideEncryptionKeyManagementServiceKeyId);
        Assert.True(kept.BucketKeyEnabled);
    }

    [Fact]
    public async Task A_bucket_keeps_its_versions_and_its_lifecycle()
    {
        await S3.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = Name, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancel);
        var rule = new LifecycleRule
        {
            Id = "retention",
            Status = LifecycleRuleStatus.Enabled,
            Filter = new() { Prefix = "" },
            Transitions = [new() { Days = 90, StorageClass = S3StorageClass.StandardInfrequentAccess }, new() { Days = 365, StorageClass = S3StorageClass.Glacier }],
            Expiration = new() { Days = 2557 },
            NoncurrentVersionExpiration = new() { NoncurrentDays = 30 },
            AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 7 },
        };
        await S3.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest { BucketName = Name, Configuration = new() { Rules = [rule] } }, Cancel);

        Assert.Equal(VersionStatus.Enabled, (await S3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = Name }, Cancel)).VersioningConfig.Status);
        var kept = Assert.Single((await S3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = Name }, Cancel)).Configuration.Rules);
        Assert.Equal(("retention", 2557, 30, 7), (kept.Id, kept.Expiration.Days, kept.NoncurrentVersionExpiration.NoncurrentDays, kept.AbortIncompleteMultipartUpload.DaysAfterInitiation));
        Assert.Equal([90, 365], kept.Transitions.Select(t => t.Days ?? 0).Order());
    }

    [Fact]
    public async Task A_locked_bucket_keeps_its_default_retention_and_an_access_log_its_target()
    {
        var locked = Name + "-locked";
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = locked, ObjectLockEnabledForBucket = true, PutBucketConfiguration = new() { LocationConstraint = new BucketLocationConstraint("eu-west-1") } }, Cancel);
        await S3.PutObjectLockConfigurationAsync(
            new() { BucketName = locked, ObjectLockConfiguration = new() { ObjectLockEnabled = ObjectLockEnabled.Enabled, Rule = new() { DefaultRetention = new() { Mode = ObjectLockRetentionMode.Governance, Days = 30 } } } }, Cancel);

        var rule = (await S3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = locked }, Cancel)).ObjectLockConfiguration.Rule.DefaultRetention;
        Assert.Equal((ObjectLockRetentionMode.Governance, 30), (rule.Mode, rule.Days));
        Assert.Null((await S3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = locked }, Cancel)).BucketLoggingConfig?.TargetBucketName);
    }

    [Theory]
    [InlineData("NoSuchBucketPolicy")]
    [InlineData("NoSuchTagSet")]
    [InlineData("NoSuchLifecycleConfiguration")]
    [InlineData("ObjectLockConfigurationNotFoundError")]
    public async Task What_a_bucket_has_not_is_an_error_or_an_empty_answer(string code)
    {
        try
        {
            Assert.True(code switch
            {
                // The SDK answers 404 with the error in the policy's place.
                "NoSuchBucketPolicy" => (await S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = Name }, Cancel)).HttpStatusCode == System.Net.HttpStatusCode.NotFound,
                "NoSuchTagSet" => (await S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = Name }, Cancel)).TagSet is null or [],
                "NoSuchLifecycleConfiguration" => (await S3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = Name }, Cancel)).Configuration?.Rules is null or [],
                _ => (await S3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = Name }, Cancel)).ObjectLockConfiguration is null,
            });
        }
        catch (AmazonS3Exception e)
        {
            Assert.Equal(code, e.ErrorCode);
        }
    }

    [Fact]
    public async Task A_key_of_the_curve_signs_so_that_its_public_half_alone_can_tell()
    {
        var kms = session.Home.Kms;
        var key = (await kms.CreateKeyAsync(new() { KeySpec = KeySpec.ECC_NIST_P256, KeyUsage = KeyUsageType.SIGN_VERIFY }, Cancel)).KeyMetadata.Arn;
        // moto takes a digest for a message, and hashes it again: of digests the sandbox's own tests speak.
        var message = "report"u8.ToArray();

        var signed = await kms.SignAsync(new() { KeyId = key, Message = new MemoryStream(message), MessageType = MessageType.RAW, SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256 }, Cancel);
        var shown = (await kms.GetPublicKeyAsync(new() { KeyId = key }, Cancel)).PublicKey.ToArray();

        using var pair = ECDsa.Create();
        pair.ImportSubjectPublicKeyInfo(shown, out _);
        Assert.True(pair.VerifyData(message, signed.Signature.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        message[0] ^= 1;
        Assert.False(pair.VerifyData(message, signed.Signature.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task A_key_keeps_description_policy_tags_rotation_and_alias()
    {
        var kms = session.Home.Kms;
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}]}""";
        var key = (await kms.CreateKeyAsync(new() { Description = "logs", Policy = Policy, Tags = [new() { TagKey = "a", TagValue = "b" }] }, Cancel)).KeyMetadata;
        await kms.EnableKeyRotationAsync(new EnableKeyRotationRequest { KeyId = key.KeyId, RotationPeriodInDays = 365 }, Cancel);
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/contract-logs", TargetKeyId = key.KeyId }, Cancel);

        Assert.Equal(("logs", "SYMMETRIC_DEFAULT", "Enabled"), await Described());
        Assert.Equal(Policy, (await kms.GetKeyPolicyAsync(new() { KeyId = key.KeyId, PolicyName = "default" }, Cancel)).Policy);
        Assert.Equal("b", Assert.Single((await kms.ListResourceTagsAsync(new() { KeyId = key.KeyId }, Cancel)).Tags).TagValue);
        Assert.True((await kms.GetKeyRotationStatusAsync(new GetKeyRotationStatusRequest { KeyId = key.KeyId }, Cancel)).KeyRotationEnabled);
        Assert.Contains((await kms.ListAliasesAsync(new ListAliasesRequest(), Cancel)).Aliases, alias => alias.AliasName == "alias/contract-logs" && alias.TargetKeyId == key.KeyId);
        await kms.UpdateKeyDescriptionAsync(new() { KeyId = key.KeyId, Description = "more" }, Cancel);
        await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = key.KeyId, PendingWindowInDays = 7 }, Cancel);
        Assert.Equal(("more", "SYMMETRIC_DEFAULT", "PendingDeletion"), await Described());
        await kms.CancelKeyDeletionAsync(new CancelKeyDeletionRequest { KeyId = key.KeyId }, Cancel);
        await kms.EnableKeyAsync(new EnableKeyRequest { KeyId = key.KeyId }, Cancel);
        Assert.Equal(("more", "SYMMETRIC_DEFAULT", "Enabled"), await Described());

        async Task<(string, string?, string?)> Described()
        {
            var found = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key.KeyId }, Cancel)).KeyMetadata;
            return (found.Description, found.KeySpec?.Value, found.KeyState?.Value);
        }
    }

    [Fact]
    public async Task A_trail_keeps_what_it_is_made_of_and_starts_and_stops_and_goes()
    {
        var cloudTrail = session.Home.CloudTrail;
        await S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Name, Policy = Sandboxed() }, Cancel);
        var made = await cloudTrail.CreateTrailAsync(
            new CreateTrailRequest { Name = Trail, S3BucketName = Name, IsMultiRegionTrail = true, EnableLogFileValidation = true, TagsList = [new() { Key = "a", Value = "b" }] }, Cancel);
        await cloudTrail.StartLoggingAsync(new StartLoggingRequest { Name = Trail }, Cancel);
        await cloudTrail.UpdateTrailAsync(new UpdateTrailRequest { Name = Trail, EnableLogFileValidation = false }, Cancel);
        await cloudTrail.PutEventSelectorsAsync(
            new() { TrailName = Trail, AdvancedEventSelectors = [new() { Name = "m", FieldSelectors = [new() { Field = "eventCategory", Equals = ["Management"] }] }] }, Cancel);
        await cloudTrail.PutInsightSelectorsAsync(new() { TrailName = Trail, InsightSelectors = [new() { InsightType = Amazon.CloudTrail.InsightType.ApiCallRateInsight }] }, Cancel);

        var seen = Assert.Single((await cloudTrail.DescribeTrailsAsync(new() { TrailNameList = [Trail], IncludeShadowTrails = false }, Cancel)).TrailList);
        Assert.Equal((true, false, "eu-west-1", Name), (seen.IsMultiRegionTrail, seen.LogFileValidationEnabled, seen.HomeRegion, seen.S3BucketName));
        Assert.True((await cloudTrail.GetTrailStatusAsync(new() { Name = Trail }, Cancel)).IsLogging);
        Assert.Equal("m", Assert.Single((await cloudTrail.GetEventSelectorsAsync(new() { TrailName = Trail }, Cancel)).AdvancedEventSelectors).Name);
        Assert.Equal("ApiCallRateInsight", Assert.Single((await cloudTrail.GetInsightSelectorsAsync(new() { TrailName = Trail }, Cancel)).InsightSelectors).InsightType.Value);
        Assert.Equal("b", Assert.Single(Assert.Single((await cloudTrail.ListTagsAsync(new() { ResourceIdList = [made.TrailARN] }, Cancel)).ResourceTagList).TagsList).Value);
        await cloudTrail.StopLoggingAsync(new StopLoggingRequest { Name = Trail }, Cancel);
        Assert.False((await cloudTrail.GetTrailStatusAsync(new() { Name = Trail }, Cancel)).IsLogging);
        await cloudTrail.DeleteTrailAsync(new DeleteTrailRequest { Name = Trail }, Cancel);
        Assert.Empty((await cloudTrail.DescribeTrailsAsync(new() { TrailNameList = [Trail] }, Cancel)).TrailList ?? []);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private static string Sandboxed() => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::{{Name}}"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::{{Name}}/AWSLogs/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"} } }]}
        """;
}

/// <summary>As moto keeps it.</summary>
public sealed class LogArchiveOnMoto(Judges.MotoServer moto) : LogArchiveContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class LogArchiveOnTheSandbox : LogArchiveContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
