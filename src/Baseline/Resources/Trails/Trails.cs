using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.Buckets;
using SecretScoops.Governance.Baseline.Resources.KmsKeys;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>A trail.</summary>
internal sealed record TrailAttributes
{
    /// <summary>Whether it is logging.</summary>
    public required bool Logging { get; init; }

    /// <summary>Whether it logs every account of the organization.</summary>
    public required bool Organization { get; init; }

    /// <summary>What lets CloudTrail work in every account; null where it need not.</summary>
    public Reference? TrustedAccess => Organization ? new(new(KindNames.ServiceAccess, "cloudtrail.amazonaws.com")) : null;

    /// <summary>Whether it logs every region.</summary>
    public required bool MultiRegion { get; init; }

    /// <summary>Whether it logs services without a region.</summary>
    public required bool GlobalServiceEvents { get; init; }

    /// <summary>Whether CloudTrail signs digests of its files.</summary>
    public required bool LogFileValidation { get; init; }

    /// <summary>A bucket of ours; null for a stranger's.</summary>
    public Reference? Bucket { get; init; }

    /// <summary>A stranger's bucket, by name.</summary>
    public string? OtherBucket { get; init; }

    /// <summary>What its objects' names begin with; null for nothing.</summary>
    public string? Prefix { get; init; }

    /// <summary>Null for S3's own encryption.</summary>
    public KeyUse? Key { get; init; }

    /// <summary>Null for none.</summary>
    public LogGroupAttributes? LogGroup { get; init; }

    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<SelectorAttributes> Selectors { get; init; }

    /// <summary>Sorted.</summary>
    public required IReadOnlyList<string> Insights { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts that selectors name.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(string.Join('\n', Selectors.SelectMany(selector => selector.Fields).SelectMany(each => each.Values)));
}

/// <summary>Where CloudWatch Logs keeps the events, as ARNs with names for ids.</summary>
internal sealed record LogGroupAttributes(string Group, string Role);

/// <summary>The organization's trail: <c>trail/secret-scoops-organization@root/eu-west-1</c>.</summary>
internal sealed class TrailKind() : ResourceKind<TrailAttributes>(KindNames.Trail, Nature.Thing, TrailJson.Default.TrailAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(TrailFile.Area) is not { Value.Trail: var trail, Where: var where })
        {
            yield break;
        }

        var zone = policies.LandingZone;
        var archive = policies.Find(LogArchiveFile.Area)?.Value.Resolved(zone);
        var bucket = archive?.Buckets.Select(entry => entry.Value).FirstOrDefault(entry => entry.Purpose == trail.Bucket);
        var store = archive is null || bucket is null ? new Scope(zone.ManagementAccount, zone.HomeRegion) : BucketKind.PlaceOf(bucket, archive, zone);
        yield return Of(
            HomeOf(zone).Address(KindNames.Trail, trail.Name),
            new()
            {
                Logging = trail.Enabled,
                Organization = true,
                MultiRegion = trail.MultiRegion,
                GlobalServiceEvents = trail.GlobalServiceEvents,
                LogFileValidation = trail.LogFileValidation,
                Bucket = new(store.Address(KindNames.Bucket, trail.Bucket)),
                Key = trail.Key is { } key ? KeyUse.Of(store.Address(KindNames.KmsKey, key)) : null,
                LogGroup = trail.LogGroup is { } group ? LogGroup(group, zone) : null,
                Selectors = Selection.Of(trail, policies),
                Insights = trail.Insights,
                Tags = Resources.Tags.Owned(zone.ManagedBy, trail.Tags),
            },
            declaredAt: where);
    }

    /// <summary>Where the trail lives: an organization's trail is the management account's, and is changed in its home region alone.</summary>
    public static Scope HomeOf(LandingZone landingZone) => new(landingZone.ManagementAccount, landingZone.HomeRegion);

    /// <summary>One trail goes only when the one that is to follow it is there: no moment without a trail.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        change.Verb == Verb.Delete ? pending.Of(KindNames.Trail).Where(other => other.Verb == Verb.Create).Select(other => other.Address) : [];

    private static LogGroupAttributes LogGroup(TrailLogGroupPolicy group, LandingZone zone) => new(
        $"arn:aws:logs:{zone.HomeRegion}:{PlacedText.Account(zone.ManagementAccount)}:log-group:{group.Name}:*",
        $"arn:aws:iam::{PlacedText.Account(zone.ManagementAccount)}:role/{group.Role}");
}
