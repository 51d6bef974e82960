using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Holds the log archive against the rest of the folder, and against what S3 and its writers can do.</summary>
internal static class LogArchiveChecks
{
    // 63 characters, less the account's id, two hyphens and the region: S3 User Guide, "General purpose bucket naming rules", read 2026-11.
    private const int LongestName = 63;
    private const int AccountIdLength = 12;

    /// <summary>Tells all that does not fit.</summary>
    public static void Hold(LogArchiveFile file, AreaCheck check)
    {
        if (file.Account is { } account)
        {
            _ = check.Declared.Accounts.Knows(account.Value, account.Where);
        }

        foreach (var reader in file.Readers)
        {
            _ = check.Declared.PermissionSets.Knows(reader.Value, reader.Where);
        }

        foreach (var (entry, where) in file.Buckets)
        {
            if (entry.Region is { } region)
            {
                GovernedRegions.Require(check, region);
            }

            Names(entry.Bucket, where, check);
            Key(file, entry, check);
            AccessLog(file, entry, check);
            Writers(entry.Bucket, where, check);
        }
    }

    private static void Names(BucketPolicy bucket, Place where, AreaCheck check)
    {
        if (check.LandingZone is { } landingZone)
        {
            var length = landingZone.NamePrefix.Length + bucket.Purpose.Length + AccountIdLength + 2 + (bucket.Region ?? landingZone.HomeRegion).Length;
            if (length > LongestName)
            {
                check.Faults.Error(
                    where, "name-too-long", $"the bucket's name would have {length} characters: prefix, {Quoted.Value(bucket.Purpose)}, account id and region; S3 takes {LongestName}",
                    $"shorten the purpose by {length - LongestName}");
            }
        }
    }

    private static void Key(LogArchiveFile file, BucketEntry entry, AreaCheck check)
    {
        if (entry.Key is { } key && check.LandingZone is { } landingZone)
        {
            KeysFile.Require(check, key, file.Resolved(landingZone).Account, entry.Bucket.Region ?? landingZone.HomeRegion);
        }
    }

    private static void AccessLog(LogArchiveFile file, BucketEntry entry, AreaCheck check)
    {
        if (entry.AccessLogs is not { } purpose)
        {
            return;
        }

        _ = LogArchiveFile.Require(check, purpose, ServiceUse.AccessLogs);
        if (file.Buckets.FirstOrDefault(bucket => bucket.Value.Bucket.Purpose == purpose.Value).Value is { } target && target.Bucket.Region != entry.Bucket.Region)
        {
            check.Faults.Error(
                purpose.Where, "bucket-elsewhere", $"bucket {Quoted.Value(purpose.Value)} lies in another region", "name a bucket of the same region: S3 writes access logs within one");
        }

        if (purpose.Value == entry.Bucket.Purpose)
        {
            check.Faults.Error(purpose.Where, "logs-itself", $"bucket {Quoted.Value(purpose.Value)} would log its own logs", "name another bucket, or delete the property");
        }
    }

    private static void Writers(BucketPolicy bucket, Place where, AreaCheck check)
    {
        if (bucket.ObjectLock is not null && !bucket.Versioning)
        {
            check.Faults.Error(where, "lock-without-versions", "Object Lock needs versioning", "write \"versioning\": true");
        }

        // S3 API Reference, LoggingEnabled, TargetBucket, read 2026-11.
        if (bucket.Writers.Contains(ServiceUse.AccessLogs) && (bucket.Key is not null || bucket.ObjectLock is not null))
        {
            check.Faults.Error(
                where, "writer-refused", "S3 does not write access logs to a bucket with a KMS key or Object Lock", "delete \"key\" and \"objectLock\": S3's own encryption (SSE-S3) holds");
        }

        // AWS CloudFormation Template Reference, AWS::Config::DeliveryChannel, note, read 2026-11.
        if (bucket.Writers.Contains(ServiceUse.Config) && bucket.ObjectLock is not null)
        {
            check.Faults.Error(where, "writer-refused", "AWS Config does not deliver to a bucket with Object Lock", "delete \"objectLock\", or let Config write to another bucket");
        }
    }
}
