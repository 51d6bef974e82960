using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyPublishing;

/// <summary>Where the administrator's findings go, its members' among them.</summary>
internal sealed record GuardDutyPublishingAttributes
{
    /// <summary>A bucket of ours; null for a stranger's.</summary>
    public Reference? Bucket { get; init; }

    /// <summary>A stranger's bucket, as AWS has it.</summary>
    public string? OtherBucket { get; init; }

    /// <summary>A key of ours; null for a stranger's.</summary>
    public Reference? Key { get; init; }

    /// <summary>A stranger's key, as AWS has it.</summary>
    public string? OtherKey { get; init; }

    /// <summary>False when GuardDuty says that it can no longer write there.</summary>
    public required bool Working { get; init; }

    /// <summary>Whose findings.</summary>
    public required Reference Detector { get; init; }

    /// <summary>Who is not yet the administrator cannot export, being a member.</summary>
    public required Reference Administrator { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }
}

/// <summary>
/// Exports of findings: <c>guardduty-publishing/default@root/eu-west-1</c>. Each region has its own, and all may go into one bucket; bucket and key lie in one region
/// (GuardDuty User Guide, "Exporting generated GuardDuty findings to Amazon S3 buckets", read 2026-11). Without a prefix: AWS wants an object for a prefix, which a lifecycle rule would take away.
/// </summary>
internal sealed class GuardDutyPublishingKind()
    : ResourceKind<GuardDutyPublishingAttributes>(KindNames.GuardDutyPublishing, Nature.Thing, GuardDutyPublishingJson.Default.GuardDutyPublishingAttributes)
{
    /// <summary>The declared bucket and key; null where findings are not exported.</summary>
    public static (Address Bucket, Address Key)? Destination(PolicyBundle policies)
    {
        if (GuardDutyAddresses.Policy(policies) is not { Enabled: true, Publishing: { } publishing } || policies.Find(LogArchiveFile.Area) is not { Value: var archive })
        {
            return null;
        }

        var resolved = archive.Resolved(policies.LandingZone);
        var place = new Scope(
            resolved.Account, resolved.Buckets.Select(bucket => bucket.Value).FirstOrDefault(bucket => bucket.Purpose == publishing.Bucket.Value)?.Region ?? policies.LandingZone.HomeRegion);
        return (place.Address(KindNames.Bucket, publishing.Bucket.Value), place.Address(KindNames.KmsKey, publishing.Key.Value));
    }

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (Destination(policies) is not var (bucket, key) || GuardDutyAddresses.Policy(policies) is not { Publishing: { } publishing } file)
        {
            return [];
        }

        var administrator = file.AdministratorIn(policies.LandingZone);
        return policies.LandingZone.GovernedRegions.Select(region => Of(
            GuardDutyAddresses.Publishing(administrator, region),
            new()
            {
                Bucket = new(bucket),
                Key = new(key),
                Working = true,
                Detector = new(GuardDutyAddresses.Detector(administrator, region)),
                Administrator = new(GuardDutyAddresses.Administrator(policies, region)),
                Tags = Tags.Owned(policies.LandingZone.ManagedBy),
            },
            declaredAt: publishing.Bucket.Where));
    }
}
