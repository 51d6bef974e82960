namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What CloudTrail keeps in one account and region: the trails whose home it is.</summary>
internal sealed record StoredCloudTrail
{
    public List<StoredTrail> Trails { get; set; } = [];
}

/// <summary>A trail.</summary>
internal sealed record StoredTrail
{
    public required string Name { get; set; }

    public required string Arn { get; set; }

    public required string HomeRegion { get; set; }

    public required string Bucket { get; set; }

    public string? Prefix { get; set; }

    public string? TopicName { get; set; }

    public bool GlobalServiceEvents { get; set; }

    public bool MultiRegion { get; set; }

    public bool LogFileValidation { get; set; }

    public bool Organization { get; set; }

    /// <summary>The key's ARN, whatever named it.</summary>
    public string? KmsKeyArn { get; set; }

    public string? LogGroupArn { get; set; }

    public string? LogRoleArn { get; set; }

    public bool Logging { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>The request that put selectors, in JSON; null for AWS's default, all management events.</summary>
    public string? Selectors { get; set; }

    public List<string> Insights { get; set; } = [];

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}
