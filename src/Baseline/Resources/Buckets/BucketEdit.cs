using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>Brings one bucket from observed to desired: what shuts it comes before what opens it.</summary>
/// <param name="address">Which.</param>
/// <param name="s3">The client of its account and region.</param>
/// <param name="world">The run.</param>
internal sealed class BucketEdit(Address address, IAmazonS3 s3, AwsWorld world)
{
    private readonly string name = BucketNames.Of(address, world);

    /// <summary>Makes every edit that is needed, one call for each; repeated after an unknown outcome it does no harm.</summary>
    public async Task CarryOutAsync(BucketAttributes observed, BucketAttributes desired, CancellationToken cancel)
    {
        if (observed.PublicAccess != desired.PublicAccess)
        {
            await PublicAccessAsync(desired.PublicAccess, cancel);
        }

        if (observed.ObjectOwnership != desired.ObjectOwnership)
        {
            await s3.PutBucketOwnershipControlsAsync(
                new() { BucketName = name, OwnershipControls = new() { Rules = [new() { ObjectOwnership = ObjectOwnership.FindValue(desired.ObjectOwnership) }] } }, cancel);
        }

        if (observed.Versioning != desired.Versioning)
        {
            await s3.PutBucketVersioningAsync(
                new PutBucketVersioningRequest { BucketName = name, VersioningConfig = new() { Status = desired.Versioning ? VersionStatus.Enabled : VersionStatus.Suspended } }, cancel);
        }

        if (observed.Key != desired.Key || observed.BucketKey != desired.BucketKey)
        {
            await EncryptionAsync(desired, cancel);
        }

        if (!PolicyContent.Same(observed.Policy, desired.Policy))
        {
            await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = name, Policy = await Documents.UploadAsync(desired.Policy!, world, cancel) }, cancel);
        }

        if (observed.ObjectLock != desired.ObjectLock && desired.ObjectLock is { } locked)
        {
            await ObjectLockAsync(locked, cancel);
        }

        if (!SameRules(observed, desired))
        {
            await s3.PutLifecycleConfigurationAsync(
                new PutLifecycleConfigurationRequest { BucketName = name, Configuration = new() { Rules = [.. desired.Lifecycle.Select(rule => rule.ToRule())] } }, cancel);
        }

        if (observed.AccessLogs != desired.AccessLogs)
        {
            await s3.PutBucketLoggingAsync(new() { BucketName = name, LoggingConfig = Target(desired.AccessLogs) }, cancel);
        }

        if (!observed.Tags.SequenceEqual(desired.Tags))
        {
            // All of them each time: S3 replaces the whole set.
            await s3.PutBucketTaggingAsync(
                new PutBucketTaggingRequest { BucketName = name, TagSet = [.. desired.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }, cancel);
        }
    }

    private async Task PublicAccessAsync(PublicAccess block, CancellationToken cancel) => await s3.PutPublicAccessBlockAsync(
        new()
        {
            BucketName = name,
            PublicAccessBlockConfiguration = new()
            {
                BlockPublicAcls = block.BlockAcls,
                IgnorePublicAcls = block.IgnoreAcls,
                BlockPublicPolicy = block.BlockPolicy,
                RestrictPublicBuckets = block.RestrictBuckets,
            },
        },
        cancel);

    private async Task EncryptionAsync(BucketAttributes desired, CancellationToken cancel)
    {
        var key = desired.Key is null ? null : await desired.Key.ArnAsync(world, cancel);
        var rule = new ServerSideEncryptionRule
        {
            ServerSideEncryptionByDefault = new()
            {
                ServerSideEncryptionAlgorithm = key is null ? ServerSideEncryptionMethod.AES256 : ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = key,
            },
            BucketKeyEnabled = desired.BucketKey,
        };
        await s3.PutBucketEncryptionAsync(new() { BucketName = name, ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [rule] } }, cancel);
    }

    private async Task ObjectLockAsync(ObjectLockAttributes locked, CancellationToken cancel) => await s3.PutObjectLockConfigurationAsync(
        new()
        {
            BucketName = name,
            ObjectLockConfiguration = new()
            {
                ObjectLockEnabled = ObjectLockEnabled.Enabled,
                Rule = locked.Mode is { } mode ? new() { DefaultRetention = new() { Mode = ObjectLockRetentionMode.FindValue(mode), Days = locked.Days } } : null,
            },
        },
        cancel);

    private S3BucketLoggingConfig? Target(AccessLogAttributes? logs) => logs is null ? new S3BucketLoggingConfig() : new()
    {
        TargetBucketName = logs.Bucket is { To: var target } ? BucketNames.Of(target, world) : logs.Other,
        TargetPrefix = logs.Prefix,
    };

    private static bool SameRules(BucketAttributes observed, BucketAttributes desired) =>
        observed.Lifecycle.Select(Text).SequenceEqual(desired.Lifecycle.Select(Text), StringComparer.Ordinal);

    // A record with a list in it is not compared by the list's elements.
    private static string Text(LifecycleAttributes rule) => $"{rule with { Transitions = [] }} {string.Join(',', rule.Transitions)}";
}
