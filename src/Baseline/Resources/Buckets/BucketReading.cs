using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.KmsKeys;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>Reads one bucket. What a bucket has not is an error at S3, each with a code of its own.</summary>
/// <param name="address">Which.</param>
/// <param name="s3">The client of its account and region.</param>
/// <param name="world">The run.</param>
internal sealed class BucketReading(Address address, IAmazonS3 s3, AwsWorld world)
{
    private readonly string name = BucketNames.Of(address, world);

    /// <summary>Everything managed about it; null when it is not there.</summary>
    public async Task<BucketAttributes?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            var versioning = await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = name }, cancel);
            var encryption = await EncryptionAsync(cancel);
            var policy = await PolicyAsync(cancel);
            return new()
            {
                Key = await KeyUse.ReadAsync(encryption?.ServerSideEncryptionByDefault?.ServerSideEncryptionKeyManagementServiceKeyId, world, cancel),
                BucketKey = encryption?.BucketKeyEnabled == true,
                Policy = await Documents.ReadAsync(policy, world, cancel),
                PublicAccess = await PublicAccessAsync(cancel),
                ObjectOwnership = await OwnershipAsync(cancel),
                Versioning = versioning.VersioningConfig?.Status == VersionStatus.Enabled,
                ObjectLock = await ObjectLockAsync(cancel),
                Lifecycle = await LifecycleAsync(cancel),
                AccessLogs = await AccessLogsAsync(cancel),
                Tags = await TagsAsync(cancel),
            };
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>Whether it holds any version of any object.</summary>
    public async Task<bool> HoldsObjectsAsync(CancellationToken cancel) =>
        (await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = name, MaxKeys = 1 }, cancel)).Versions is { Count: > 0 };

    // The SDK does not throw where there is no policy: it answers 404, with the error's XML in the policy's place (AWSSDK.S3 4.1.0, seen).
    private Task<string?> PolicyAsync(CancellationToken cancel) => OrNullAsync("NoSuchBucketPolicy", async () =>
    {
        var answer = await s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = name }, cancel);
        return answer.HttpStatusCode == HttpStatusCode.OK ? answer.Policy : null;
    });

    private async Task<ServerSideEncryptionRule?> EncryptionAsync(CancellationToken cancel) => (await OrNullAsync(
        "ServerSideEncryptionConfigurationNotFoundError",
        async () => (await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = name }, cancel)).ServerSideEncryptionConfiguration))?.ServerSideEncryptionRules?.FirstOrDefault();

    private async Task<PublicAccess> PublicAccessAsync(CancellationToken cancel)
    {
        var block = await OrNullAsync(
            "NoSuchPublicAccessBlockConfiguration",
            async () => (await s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = name }, cancel)).PublicAccessBlockConfiguration);
        return new(block?.BlockPublicAcls == true, block?.IgnorePublicAcls == true, block?.BlockPublicPolicy == true, block?.RestrictPublicBuckets == true);
    }

    // Without controls the writer owns its objects: S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket", read 2026-11.
    private async Task<string> OwnershipAsync(CancellationToken cancel) => (await OrNullAsync(
        "OwnershipControlsNotFoundError",
        async () => (await s3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = name }, cancel)).OwnershipControls))
        ?.Rules?.FirstOrDefault()?.ObjectOwnership?.Value ?? "ObjectWriter";

    private async Task<ObjectLockAttributes?> ObjectLockAsync(CancellationToken cancel)
    {
        var found = await OrNullAsync(
            "ObjectLockConfigurationNotFoundError",
            async () => (await s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = name }, cancel)).ObjectLockConfiguration);
        return found?.ObjectLockEnabled is null ? null : found.Rule?.DefaultRetention is { } rule
            ? new(rule.Mode?.Value, rule.Days is > 0 ? rule.Days : rule.Years is > 0 ? rule.Years * 365 : null)
            : new(null, null);
    }

    private async Task<IReadOnlyList<LifecycleAttributes>> LifecycleAsync(CancellationToken cancel)
    {
        var found = await OrNullAsync(
            "NoSuchLifecycleConfiguration",
            async () => (await s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = name }, cancel)).Configuration);
        return [.. (found?.Rules ?? []).Select(LifecycleAttributes.Of).OrderBy(rule => rule.Name, StringComparer.Ordinal)];
    }

    private async Task<AccessLogAttributes?> AccessLogsAsync(CancellationToken cancel)
    {
        var logging = (await s3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = name }, cancel)).BucketLoggingConfig;
        if (string.IsNullOrEmpty(logging?.TargetBucketName))
        {
            return null;
        }

        var target = BucketNames.Find(logging.TargetBucketName, address.Within!.Value, world);
        return new(target is { } ours ? new Reference(ours) : null, target is null ? logging.TargetBucketName : null, logging.TargetPrefix ?? "");
    }

    private async Task<SortedDictionary<string, string>> TagsAsync(CancellationToken cancel)
    {
        var tags = await OrNullAsync("NoSuchTagSet", async () => (await s3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = name }, cancel)).TagSet);
        return Tags.Read((tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));
    }

    private static async Task<T?> OrNullAsync<T>(string absent, Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == absent)
        {
            return null;
        }
    }
}
