using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>A bucket of the log archive.</summary>
internal sealed record BucketAttributes
{
    /// <summary>Null for S3's own encryption (SSE-S3), which every bucket has.</summary>
    public KeyUse? Key { get; init; }

    /// <summary>Whether one data key serves many objects, which makes KMS cheap; only with a key.</summary>
    public required bool BucketKey { get; init; }

    /// <summary>In canonical form, with names for ids; null for none.</summary>
    public JsonNode? Policy { get; init; }

    /// <summary>Block Public Access; all four by default, as AWS has it since April 2023.</summary>
    public required PublicAccess PublicAccess { get; init; }

    /// <summary><c>BucketOwnerEnforced</c> switches access control lists off; AWS's default since April 2023.</summary>
    public required string ObjectOwnership { get; init; }

    /// <summary>Whether versions are kept.</summary>
    public required bool Versioning { get; init; }

    /// <summary>Null where the bucket has no Object Lock.</summary>
    public ObjectLockAttributes? ObjectLock { get; init; }

    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<LifecycleAttributes> Lifecycle { get; init; }

    /// <summary>Null where access is not logged.</summary>
    public AccessLogAttributes? AccessLogs { get; init; }

    /// <summary>All its tags.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>True where it is not empty and no longer declared: told for those only, because AWS deletes empty buckets alone.</summary>
    public bool? HoldsObjects { get; init; }

    /// <summary>Accounts and the organization, where the policy names them.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(Policy?.ToJsonString() ?? "");
}

/// <summary>Block Public Access.</summary>
internal sealed record PublicAccess(bool BlockAcls, bool IgnoreAcls, bool BlockPolicy, bool RestrictBuckets)
{
    /// <summary>All four.</summary>
    public static PublicAccess Blocked { get; } = new(true, true, true, true);
}

/// <summary>Object Lock's default for new objects.</summary>
/// <param name="Mode">Null for no default.</param>
/// <param name="Days">Null for no default.</param>
internal sealed record ObjectLockAttributes(string? Mode, int? Days);

/// <summary>Where the access log goes.</summary>
/// <param name="Bucket">A bucket of ours; null for a stranger's.</param>
/// <param name="Other">A stranger's, by name.</param>
/// <param name="Prefix">What its objects' names begin with.</param>
internal sealed record AccessLogAttributes(Reference? Bucket, string? Other, string Prefix);

/// <summary>Buckets of the log archive: <c>bucket/trail@root/eu-west-1</c>. Whoever writes to one refers to it by that address.</summary>
internal sealed class BucketKind() : ResourceKind<BucketAttributes>(KindNames.Bucket, Nature.Thing, BucketJson.Default.BucketAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(LogArchiveFile.Area) is not { Value: var file })
        {
            return [];
        }

        var archive = file.Resolved(policies.LandingZone);
        return archive.Buckets.Select(bucket => Declare(bucket.Value, archive, policies, bucket.Where));
    }

    private Resource Declare(BucketPolicy bucket, LogArchivePolicy archive, PolicyBundle policies, Place where)
    {
        var place = BucketPlaces.Of(bucket, archive, policies.LandingZone);
        return Of(
            place.Address(KindNames.Bucket, bucket.Purpose),
            new()
            {
                Key = bucket.Key is { } key ? KeyUse.Of(place.Address(KindNames.KmsKey, key)) : null,
                BucketKey = bucket.Key is not null,
                Policy = BucketDocument.Of(bucket, archive, place, policies),
                PublicAccess = PublicAccess.Blocked,
                ObjectOwnership = "BucketOwnerEnforced",
                Versioning = bucket.Versioning,
                ObjectLock = bucket.ObjectLock is { } locked ? new(locked.Mode, locked.Days) : null,
                Lifecycle = [LifecycleAttributes.Of(bucket.Retention)],
                AccessLogs = bucket.AccessLogs is { } logs ? new(new(place.Address(KindNames.Bucket, logs)), null, $"{bucket.Purpose}/") : null,
                Tags = Resources.Tags.Owned(policies.LandingZone.ManagedBy, bucket.Tags),
            },
            declaredAt: where);
    }

    /// <inheritdoc/>
    public override Fault? Refuse(Change change) => change switch
    {
        { Verb: Verb.Delete, Before: { } before } when Typed(before).HoldsObjects == true => new()
        {
            Code = "not-empty",
            What = $"refused: {change.Address} would be deleted and holds objects; AWS deletes empty buckets alone, and this tool deletes no logs",
            Where = new(change.Address.ToString()),
            Remedy = $"declare it again; or let its lifecycle empty it first; or remove its tag {LandingZone.OwnershipTag}, and it is left alone",
        },
        { Before: { } before, After: { } after } when Typed(before).ObjectLock is not null && Typed(after).ObjectLock is null => new()
        {
            Code = "immutable",
            What = $"refused: {change.Address} has Object Lock, which AWS never takes away",
            Where = after.DeclaredAt ?? new(change.Address.ToString()),
            Remedy = "write \"objectLock\": { \"enabled\": true } without a mode, which locks no new objects; or declare a bucket of another purpose",
        },
        _ => null,
    };
}
