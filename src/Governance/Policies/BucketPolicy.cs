namespace SecretScoops.Governance.Policies;

/// <summary>The account and the buckets that logs of the whole organization are kept in.</summary>
internal sealed record LogArchivePolicy
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>Permission sets whose people may read what is archived; nobody else may. Empty leaves reading to the account's own policies.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    public required IReadOnlyList<Sourced<BucketPolicy>> Buckets { get; init; }
}

/// <summary>A bucket of the log archive.</summary>
internal sealed record BucketPolicy
{
    /// <summary>What policies and addresses call it; its name is the prefix, this, the account's id and the region.</summary>
    public required string Purpose { get; init; }

    /// <summary>Null for the home region.</summary>
    public string? Region { get; init; }

    /// <summary>Services that write to it.</summary>
    public required IReadOnlyList<ServiceUse> Writers { get; init; }

    /// <summary>The key in <c>keys.json</c>, in the same account and region; null for S3's own encryption.</summary>
    public string? Key { get; init; }

    public required bool Versioning { get; init; }

    public required RetentionPolicy Retention { get; init; }

    /// <summary>Null where objects are not locked.</summary>
    public ObjectLockPolicy? ObjectLock { get; init; }

    /// <summary>The bucket that keeps this one's access log, by purpose; null for none.</summary>
    public string? AccessLogs { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

/// <summary>How long objects are kept, and where.</summary>
/// <param name="StandardInfrequentAccessDays">Days until objects move to Standard-IA; null for never.</param>
/// <param name="GlacierDays">Days until they move to Glacier Flexible Retrieval; null for never.</param>
/// <param name="DeepArchiveDays">Days until they move to Glacier Deep Archive; null for never.</param>
/// <param name="ExpireDays">Days until they are deleted; null for never.</param>
/// <param name="NoncurrentExpireDays">Days until a version that was overwritten or deleted goes for good; null for never.</param>
internal sealed record RetentionPolicy(int? StandardInfrequentAccessDays, int? GlacierDays, int? DeepArchiveDays, int? ExpireDays, int? NoncurrentExpireDays);

/// <summary>Object Lock: what is written cannot be changed or deleted for some days.</summary>
/// <param name="Mode"><c>GOVERNANCE</c> or <c>COMPLIANCE</c>; null where only the bucket is made ready, without a default.</param>
/// <param name="Days">How long; null with <paramref name="Mode"/>.</param>
internal sealed record ObjectLockPolicy(string? Mode, int? Days);
