using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>What watches an account: CloudTrail, log groups, keys, GuardDuty, Access Analyzer. An organization's trail counts for every member.</summary>
/// <remarks>
/// Config Developer Guide, "guardduty-non-archived-findings" and "cw-loggroup-retention-period-check", read 2026-11; the others from memory. The guide does not say from which of its times a finding's days count,
/// nor what the rule says without GuardDuty: here they count from when it was made, and nothing is said.
/// </remarks>
internal sealed class AuditChecks : IConfigCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers =>
    [
        "CLOUD_TRAIL_ENABLED", "MULTI_REGION_CLOUD_TRAIL_ENABLED", "CLOUD_TRAIL_ENCRYPTION_ENABLED", "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", "CMK_BACKING_KEY_ROTATION_ENABLED",
        "KMS_CMK_NOT_SCHEDULED_FOR_DELETION", "GUARDDUTY_ENABLED_CENTRALIZED", "IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED", "SECURITYHUB_ENABLED",
        "CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING", "CLOUDTRAIL_S3_BUCKET_PUBLIC_ACCESS_PROHIBITED",
        "CW_LOGGROUP_RETENTION_PERIOD_CHECK", "GUARDDUTY_NON_ARCHIVED_FINDINGS",
    ];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var trails = (from account in request.World.State.Accounts
                      from region in account.Regions
                      from trail in region.Value.CloudTrail?.Trails ?? []
                      where account.Id == request.Account.Id || trail.Organization
                      where trail.MultiRegion || region.Key == request.Region
                      select trail).ToList();
        var keys = (request.There.Kms?.Keys ?? []).Where(key => key is { Spec: "SYMMETRIC_DEFAULT", State: not "PendingDeletion" });
        return request.Identifier switch
        {
            "CLOUD_TRAIL_ENABLED" => [request.Own(trails.Exists(t => t.Logging), "No trail is logging.")],
            "MULTI_REGION_CLOUD_TRAIL_ENABLED" => [request.Own(trails.Exists(t => t is { Logging: true, MultiRegion: true }), "No multi-region trail is logging.")],
            "CLOUD_TRAIL_ENCRYPTION_ENABLED" => trails.Select(t => new CheckedResource("AWS::CloudTrail::Trail", t.Name, t.KmsKeyArn is not null, "The trail is not encrypted with KMS.")),
            "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED" => trails.Select(t => new CheckedResource("AWS::CloudTrail::Trail", t.Name, t.LogFileValidation, "The trail's files are not validated.")),
            "CMK_BACKING_KEY_ROTATION_ENABLED" => keys.Select(k => new CheckedResource("AWS::KMS::Key", k.Id, k.RotationDays is not null, "The key is not rotated.")),
            "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" =>
                (request.There.Kms?.Keys ?? []).Select(k => new CheckedResource("AWS::KMS::Key", k.Id, k.State != "PendingDeletion", "The key is scheduled for deletion.")),
            "CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING" => Buckets(trails, request, bucket => bucket.LogBucket is not null),
            "CLOUDTRAIL_S3_BUCKET_PUBLIC_ACCESS_PROHIBITED" => Buckets(trails, request, bucket => !PublicPolicy.IsPublic(bucket.Policy) || bucket.PublicAccessBlock?.RestrictPublicBuckets == true),
            "CW_LOGGROUP_RETENTION_PERIOD_CHECK" => LogGroups(request),
            "GUARDDUTY_NON_ARCHIVED_FINDINGS" => request.There.GuardDuty?.Detector is { Enabled: true } detector
                ? [request.Own(!Findings(detector, request).Any(finding => IsLate(finding, request)), "GuardDuty has findings that are not archived in time.")]
                : [],
            "SECURITYHUB_ENABLED" => [request.Own(request.There.SecurityHub is { Subscribed: true }, "Security Hub is not enabled.")],
            "GUARDDUTY_ENABLED_CENTRALIZED" => [request.Own(request.There.GuardDuty?.Detector is { Enabled: true }, "GuardDuty is not enabled.")],
            _ => [request.Own((request.There.AccessAnalyzer?.Analyzers ?? []).Exists(a => a.Type is "ACCOUNT" or "ORGANIZATION"), "There is no external access analyzer.")],
        };
    }

    // Whoever has a trail sees where it writes; a bucket of another account is judged there.
    private static IEnumerable<CheckedResource> Buckets(List<StoredTrail> trails, CheckRequest request, Func<StoredBucket, bool> passes) => trails
        .Select(t => request.World.State.Buckets.GetValueOrDefault(t.Bucket))
        .OfType<StoredBucket>()
        .Where(b => b.AccountId == request.Account.Id)
        .DistinctBy(b => b.Name)
        .Select(b => new CheckedResource("AWS::S3::Bucket", b.Name, passes(b), $"The bucket does not pass {request.Identifier}."));

    // Names, not prefixes; a group without retention keeps for ever, which is long enough. Config's id of a log group is its name: CloudFormation's primary identifier.
    private static IEnumerable<CheckedResource> LogGroups(CheckRequest request)
    {
        var (names, least) = (request.List("LogGroupNames"), request.Number("MinRetentionTime", 365));
        return (request.There.Logs?.Groups ?? [])
            .Where(group => names.Count == 0 || names.Contains(group.Key))
            .Select(group => new CheckedResource("AWS::Logs::LogGroup", group.Key, group.Value.RetentionDays is not { } days || days >= least, "What is logged is not kept long enough."));
    }

    // As ListFindings has it: an administrator's are those of its members, too.
    private static IEnumerable<StoredGuardDutyFinding> Findings(StoredDetector detector, CheckRequest request) => detector.Members
        .Where(GuardDuty.GuardDutySandbox.IsAssociated)
        .SelectMany(member => request.World.Region(member.AccountId, request.Region).GuardDuty?.Detector?.Findings ?? [])
        .Concat(detector.Findings);

    // Low to 3.9, medium to 6.9; what is critical is as urgent as what is high (GuardDuty User Guide, "Findings severity levels", from memory, 2026-11).
    private static bool IsLate(StoredGuardDutyFinding finding, CheckRequest request)
    {
        var days = finding.Severity < 4 ? request.Number("daysLowSev", 30) : finding.Severity < 7 ? request.Number("daysMediumSev", 7) : request.Number("daysHighSev", 1);
        return !finding.Archived && finding.CreatedAt.AddDays(days) < request.World.Now;
    }
}
