namespace SecretScoops.Governance.Sandbox.State;

/// <summary>A bucket. Names are unique over all accounts there are.</summary>
internal sealed record StoredBucket
{
    public required string Name { get; set; }

    public required string AccountId { get; set; }

    public required string Region { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>As it was put; null for none.</summary>
    public string? Policy { get; set; }

    /// <summary>Null where it was deleted; new buckets have all four since April 2023.</summary>
    public StoredPublicAccessBlock? PublicAccessBlock { get; set; } = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = true };

    /// <summary>Null where the controls were deleted.</summary>
    public string? ObjectOwnership { get; set; } = "BucketOwnerEnforced";

    /// <summary><c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>.</summary>
    public string Encryption { get; set; } = "AES256";

    public string? KmsKeyId { get; set; }

    public bool BucketKey { get; set; }

    /// <summary><c>Enabled</c> or <c>Suspended</c>; null where it never was.</summary>
    public string? Versioning { get; set; }

    public bool ObjectLock { get; set; }

    /// <summary>The default retention's mode; null for none.</summary>
    public string? LockMode { get; set; }

    public int? LockDays { get; set; }

    public int? LockYears { get; set; }

    /// <summary>The configuration as it was put, in JSON; null for none.</summary>
    public string? Lifecycle { get; set; }

    public string? LogBucket { get; set; }

    public string? LogPrefix { get; set; }

    /// <summary>The configuration as it was put, in JSON; null for none.</summary>
    public string? Notification { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Every version there is, the oldest first.</summary>
    public List<StoredObject> Objects { get; set; } = [];
}

/// <summary>A version of an object, or a delete marker. Only small ones: they are kept in the state.</summary>
internal sealed record StoredObject
{
    public required string Key { get; set; }

    /// <summary><c>null</c> where versioning was not enabled.</summary>
    public required string VersionId { get; set; }

    public bool DeleteMarker { get; set; }

    public byte[] Body { get; set; } = [];

    public string? ContentType { get; set; }

    public required string ETag { get; set; }

    public required DateTimeOffset LastModified { get; set; }

    public string Encryption { get; set; } = "AES256";

    public string? KmsKeyId { get; set; }

    public string? LockMode { get; set; }

    public DateTimeOffset? RetainUntil { get; set; }
}
