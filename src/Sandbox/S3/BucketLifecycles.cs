using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>How long objects stay: lifecycle rules and Object Lock; and who is told: access logs and notifications.</summary>
internal sealed partial class S3Sandbox
{
    private const int LeastInfrequentAccess = 30;

    public override GetBucketLifecycleConfigurationResponse GetBucketLifecycleConfiguration(GetBucketLifecycleConfigurationRequest request, Call call)
    {
        var kept = Kept.Shape<BucketLifecycleConfiguration>(Bucket(request.Bucket, call).Lifecycle)
            ?? throw Missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
        return new() { Rules = kept.Rules, TransitionDefaultMinimumObjectSize = "all_storage_classes_128K" };
    }

    public override PutBucketLifecycleConfigurationResponse PutBucketLifecycleConfiguration(PutBucketLifecycleConfigurationRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (request.LifecycleConfiguration?.Rules is not { Count: > 0 } rules || rules.Exists(rule => rule.Status is null))
        {
            throw Malformed();
        }

        foreach (var rule in rules)
        {
            rule.ID ??= world.Ids.Letters(48);
            Check(rule);
        }

        if (rules.Select(rule => rule.ID).Distinct(StringComparer.Ordinal).Count() != rules.Count)
        {
            throw Invalid("InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule");
        }

        bucket.Lifecycle = Kept.Text(request.LifecycleConfiguration);
        return new() { TransitionDefaultMinimumObjectSize = "all_storage_classes_128K" };
    }

    public override DeleteBucketLifecycleResponse DeleteBucketLifecycle(DeleteBucketLifecycleRequest request, Call call)
    {
        Bucket(request.Bucket, call).Lifecycle = null;
        return new();
    }

    public override GetObjectLockConfigurationResponse GetObjectLockConfiguration(GetObjectLockConfigurationRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        return !bucket.ObjectLock ? throw Missing("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket") : new()
        {
            ObjectLockConfiguration = new()
            {
                ObjectLockEnabled = "Enabled",
                Rule = bucket.LockMode is null ? null : new() { DefaultRetention = new() { Mode = bucket.LockMode, Days = bucket.LockDays, Years = bucket.LockYears } },
            },
        };
    }

    public override PutObjectLockConfigurationResponse PutObjectLockConfiguration(PutObjectLockConfigurationRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (bucket.Versioning != "Enabled")
        {
            throw new WireException("InvalidBucketState", "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration", 409);
        }

        if (request.ObjectLockConfiguration is not { ObjectLockEnabled: "Enabled" } asked)
        {
            throw Malformed();
        }

        var rule = asked.Rule?.DefaultRetention;
        if (rule is not null && (rule.Mode is null || rule.Days is null == rule.Years is null))
        {
            throw Malformed();
        }

        (bucket.ObjectLock, bucket.LockMode, bucket.LockDays, bucket.LockYears) = (true, rule?.Mode, rule?.Days, rule?.Years);
        return new();
    }

    public override GetBucketLoggingResponse GetBucketLogging(GetBucketLoggingRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        return new() { LoggingEnabled = bucket.LogBucket is null ? null : new() { TargetBucket = bucket.LogBucket, TargetPrefix = bucket.LogPrefix ?? "" } };
    }

    public override PutBucketLoggingResponse PutBucketLogging(PutBucketLoggingRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        var asked = request.BucketLoggingStatus?.LoggingEnabled;
        if (asked is not null && (!world.State.Buckets.TryGetValue(asked.TargetBucket!, out var target) || target.AccountId != bucket.AccountId || target.Region != bucket.Region))
        {
            throw Invalid("InvalidTargetBucketForLogging", "The target bucket for logging does not exist, or belongs to another owner or region");
        }

        (bucket.LogBucket, bucket.LogPrefix) = (asked?.TargetBucket, asked?.TargetPrefix);
        return new();
    }

    public override GetBucketNotificationConfigurationResponse GetBucketNotificationConfiguration(GetBucketNotificationConfigurationRequest request, Call call)
    {
        var kept = Kept.Shape<NotificationConfiguration>(Bucket(request.Bucket, call).Notification);
        return new()
        {
            TopicConfigurations = kept?.TopicConfigurations,
            QueueConfigurations = kept?.QueueConfigurations,
            LambdaFunctionConfigurations = kept?.LambdaFunctionConfigurations,
            EventBridgeConfiguration = kept?.EventBridgeConfiguration,
        };
    }

    public override PutBucketNotificationConfigurationResponse PutBucketNotificationConfiguration(PutBucketNotificationConfigurationRequest request, Call call)
    {
        Bucket(request.Bucket, call).Notification = Kept.Text(request.NotificationConfiguration);
        return new();
    }

    // S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", "Constraints", read 2026-11.
    private static void Check(LifecycleRule rule)
    {
        foreach (var step in rule.Transitions ?? [])
        {
            if (step is { StorageClass: "STANDARD_IA" or "ONEZONE_IA", Days: < LeastInfrequentAccess })
            {
                throw Invalid("InvalidArgument", $"'Days' in Transition action must be greater than or equal to {LeastInfrequentAccess} for storageClass '{step.StorageClass}'");
            }

            if (rule.Expiration?.Days <= step.Days)
            {
                throw Invalid("InvalidArgument", "'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days' in the Transition action");
            }
        }

        if (rule is { Expiration: null, Transitions: null or [], NoncurrentVersionExpiration: null, NoncurrentVersionTransitions: null or [], AbortIncompleteMultipartUpload: null })
        {
            throw Invalid("InvalidRequest", "At least one action needs to be specified in a rule");
        }
    }
}
