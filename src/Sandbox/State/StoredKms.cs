namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What the Key Management Service keeps in one account and region.</summary>
internal sealed record StoredKms
{
    public List<StoredKey> Keys { get; set; } = [];

    /// <summary>Aliases by name (<c>alias/logs</c>).</summary>
    public SortedDictionary<string, StoredAlias> Aliases { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A key.</summary>
internal sealed record StoredKey
{
    public required string Id { get; set; }

    public required string Arn { get; set; }

    public required string Description { get; set; }

    public required string Policy { get; set; }

    /// <summary><c>SYMMETRIC_DEFAULT</c>, <c>RSA_2048</c>, …</summary>
    public required string Spec { get; set; }

    /// <summary><c>ENCRYPT_DECRYPT</c>, <c>SIGN_VERIFY</c>, …</summary>
    public required string Usage { get; set; }

    /// <summary><c>Enabled</c>, <c>Disabled</c> or <c>PendingDeletion</c>.</summary>
    public string State { get; set; } = "Enabled";

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletionDate { get; set; }

    /// <summary>Days between rotations; null where it is not rotated.</summary>
    public int? RotationDays { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The private half in PKCS #8, base 64; null for symmetric keys and for those that were never used.</summary>
    public string? Pair { get; set; }
}

/// <summary>An alias.</summary>
internal sealed record StoredAlias
{
    public required string KeyId { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
