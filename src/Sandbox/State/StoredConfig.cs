namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Config keeps in one account and region.</summary>
internal sealed record StoredConfig
{
    public StoredRecorder? Recorder { get; set; }

    public StoredDeliveryChannel? Channel { get; set; }

    /// <summary>Null until it is set: then seven years hold.</summary>
    public int? RetentionDays { get; set; }

    public List<StoredAggregator> Aggregators { get; set; } = [];

    /// <summary>Rules of this account, those that the organization deployed here included.</summary>
    public List<StoredConfigRule> Rules { get; set; } = [];

    /// <summary>Rules that this account deploys to the organization.</summary>
    public List<StoredOrganizationRule> OrganizationRules { get; set; } = [];

    /// <summary>Packs that this account deploys to the organization.</summary>
    public List<StoredOrganizationPack> OrganizationPacks { get; set; } = [];

    /// <summary>Tags by the resource's ARN; a resource without tags has no entry.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>The recorder of a region.</summary>
internal sealed record StoredRecorder
{
    public required string Name { get; set; }

    public required string RoleArn { get; set; }

    /// <summary><c>ALL_SUPPORTED_RESOURCE_TYPES</c>, <c>EXCLUSION_BY_RESOURCE_TYPES</c> or <c>INCLUSION_BY_RESOURCE_TYPES</c>.</summary>
    public required string Strategy { get; set; }

    public bool IncludesGlobalTypes { get; set; }

    /// <summary>Excluded or included, as the strategy says.</summary>
    public List<string> ResourceTypes { get; set; } = [];

    public string Frequency { get; set; } = "CONTINUOUS";

    /// <summary>At most one.</summary>
    public List<StoredRecordingOverride> Overrides { get; set; } = [];

    public bool Recording { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Whether changes of a resource type are recorded; those of IAM only where they are asked for.</summary>
    public bool Records(string resourceType) => Strategy switch
    {
        "INCLUSION_BY_RESOURCE_TYPES" => ResourceTypes.Contains(resourceType),
        "EXCLUSION_BY_RESOURCE_TYPES" => !ResourceTypes.Contains(resourceType),
        _ => IncludesGlobalTypes || !resourceType.StartsWith("AWS::IAM::", StringComparison.Ordinal),
    };
}

/// <summary>Types recorded at another frequency.</summary>
internal sealed record StoredRecordingOverride
{
    public string? Description { get; set; }

    public required string Frequency { get; set; }

    public List<string> ResourceTypes { get; set; } = [];
}

/// <summary>The delivery channel of a region.</summary>
internal sealed record StoredDeliveryChannel
{
    public required string Name { get; set; }

    public required string Bucket { get; set; }

    public string? Prefix { get; set; }

    public string? KeyArn { get; set; }

    public string? TopicArn { get; set; }

    public string? Frequency { get; set; }
}

/// <summary>An aggregator.</summary>
internal sealed record StoredAggregator
{
    public required string Name { get; set; }

    public required string Arn { get; set; }

    /// <summary>Null where accounts are named one by one.</summary>
    public string? RoleArn { get; set; }

    /// <summary>Accounts named one by one; null for the organization's.</summary>
    public List<string>? Accounts { get; set; }

    public bool AllRegions { get; set; }

    public List<string> Regions { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
