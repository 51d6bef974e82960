using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>Lifecycle rules as AWS tells and takes them.</summary>
internal static class LifecycleRules
{
    /// <summary>A rule as AWS tells it.</summary>
    public static LifecycleAttributes Read(LifecycleRule rule) => new()
    {
        Name = rule.Id ?? "",
        Enabled = rule.Status == LifecycleRuleStatus.Enabled,
        Prefix = PrefixOf(rule) ?? "",
        Transitions =
        [
            .. (rule.Transitions ?? []).Where(step => step.Days is not null).Select(step => new TransitionAttributes(step.Days!.Value, step.StorageClass?.Value ?? ""))
                .OrderBy(step => step.Days),
        ],
        ExpireDays = rule.Expiration?.Days,
        NoncurrentExpireDays = rule.NoncurrentVersionExpiration?.NoncurrentDays,
        AbortUploadDays = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
        SaysMore = SaysMoreThan(rule) ? true : null,
    };

    /// <summary>The rule as AWS takes it.</summary>
    public static LifecycleRule Rule(LifecycleAttributes rule) => new()
    {
        Id = rule.Name,
        Status = rule.Enabled ? LifecycleRuleStatus.Enabled : LifecycleRuleStatus.Disabled,
        Filter = new LifecycleFilter { Prefix = rule.Prefix },
        Transitions = rule.Transitions.Count > 0 ? [.. rule.Transitions.Select(step => new LifecycleTransition { Days = step.Days, StorageClass = S3StorageClass.FindValue(step.StorageClass) })] : null,
        Expiration = rule.ExpireDays is { } days ? new LifecycleRuleExpiration { Days = days } : null,
        NoncurrentVersionExpiration = rule.NoncurrentExpireDays is { } old ? new LifecycleRuleNoncurrentVersionExpiration { NoncurrentDays = old } : null,
        AbortIncompleteMultipartUpload = rule.AbortUploadDays is { } given ? new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = given } : null,
    };

    private static string? PrefixOf(LifecycleRule rule) =>
        rule.Filter?.Prefix ?? (rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix;

    private static bool SaysMoreThan(LifecycleRule rule) =>
        // A rule of the older form has no filter.
        rule.Filter is null or { And: not null } or { Tag: not null } or { ObjectSizeGreaterThan: not null } or { ObjectSizeLessThan: not null }
        || rule.Filter?.LifecycleFilterPredicate is not (null or LifecyclePrefixPredicate)
        || rule.NoncurrentVersionTransitions is { Count: > 0 }
        || rule.NoncurrentVersionExpiration?.NewerNoncurrentVersions is > 0
        || rule.Expiration is { Date: not null } or { ExpiredObjectDeleteMarker: true }
        || rule.Transitions?.Exists(step => step.Date is not null) == true;
}
