using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>One lifecycle rule.</summary>
internal sealed record LifecycleAttributes
{
    /// <summary>The name of the one rule that is ours.</summary>
    private const string Retention = "retention";

    // Parts of an upload that was given up are invisible, and cost.
    private const int AbortDays = 7;

    /// <summary>Its id at AWS.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it holds.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Objects whose names begin so; empty for all.</summary>
    public required string Prefix { get; init; }

    /// <summary>In the order of days.</summary>
    public required IReadOnlyList<TransitionAttributes> Transitions { get; init; }

    /// <summary>Days until objects are deleted; null for never.</summary>
    public int? ExpireDays { get; init; }

    /// <summary>Days until old versions go; null for never.</summary>
    public int? NoncurrentExpireDays { get; init; }

    /// <summary>Days until an upload that was begun is given up; null for never.</summary>
    public int? AbortUploadDays { get; init; }

    /// <summary>True where the rule says more than this tool does: then it is somebody else's, and is replaced.</summary>
    public bool? SaysMore { get; init; }

    /// <summary>The rule that keeps what is declared.</summary>
    public static LifecycleAttributes Of(RetentionPolicy retention)
    {
        (int? Days, string Class)[] steps = [(retention.StandardInfrequentAccessDays, "STANDARD_IA"), (retention.GlacierDays, "GLACIER"), (retention.DeepArchiveDays, "DEEP_ARCHIVE")];
        return new()
        {
            Name = Retention,
            Enabled = true,
            Prefix = "",
            Transitions = [.. steps.Where(step => step.Days is not null).Select(step => new TransitionAttributes(step.Days!.Value, step.Class))],
            ExpireDays = retention.ExpireDays,
            NoncurrentExpireDays = retention.NoncurrentExpireDays,
            AbortUploadDays = AbortDays,
        };
    }

    /// <summary>A rule as AWS tells it.</summary>
    public static LifecycleAttributes Of(LifecycleRule rule) => new()
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
    public LifecycleRule ToRule() => new()
    {
        Id = Name,
        Status = Enabled ? LifecycleRuleStatus.Enabled : LifecycleRuleStatus.Disabled,
        Filter = new LifecycleFilter { Prefix = Prefix },
        Transitions = Transitions.Count > 0 ? [.. Transitions.Select(step => new LifecycleTransition { Days = step.Days, StorageClass = S3StorageClass.FindValue(step.StorageClass) })] : null,
        Expiration = ExpireDays is { } days ? new LifecycleRuleExpiration { Days = days } : null,
        NoncurrentVersionExpiration = NoncurrentExpireDays is { } old ? new LifecycleRuleNoncurrentVersionExpiration { NoncurrentDays = old } : null,
        AbortIncompleteMultipartUpload = AbortUploadDays is { } given ? new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = given } : null,
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

/// <summary>A move to another storage class.</summary>
internal sealed record TransitionAttributes(int Days, string StorageClass);
