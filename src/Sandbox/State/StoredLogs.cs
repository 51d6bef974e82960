namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What CloudWatch Logs keeps in one account and region.</summary>
internal sealed record StoredLogs
{
    public SortedDictionary<string, StoredLogGroup> Groups { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Resource policies by name.</summary>
    public SortedDictionary<string, string> Policies { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A log group; what is logged is not kept.</summary>
internal sealed record StoredLogGroup
{
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null for ever.</summary>
    public int? RetentionDays { get; set; }

    public string? KmsKeyId { get; set; }

    public required string Class { get; set; }

    public bool DeletionProtected { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}
