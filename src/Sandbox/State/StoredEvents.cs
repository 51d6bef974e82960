namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What EventBridge keeps in one account and region.</summary>
internal sealed record StoredEvents
{
    /// <summary>Buses by name; <c>default</c> is always there.</summary>
    public SortedDictionary<string, StoredBus> Buses { get; set; } = new(StringComparer.Ordinal) { [StoredBus.Default] = new() };
}

/// <summary>An event bus.</summary>
internal sealed record StoredBus
{
    /// <summary>The bus that every account has in every region, to which AWS services send their events.</summary>
    public const string Default = "default";

    public string? Description { get; set; }

    public string? KmsKeyId { get; set; }

    public string? DeadLetterArn { get; set; }

    public string? Policy { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredEventRule> Rules { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A rule of an event bus.</summary>
internal sealed record StoredEventRule
{
    public string? Description { get; set; }

    public string? Pattern { get; set; }

    public string? Schedule { get; set; }

    public string? RoleArn { get; set; }

    /// <summary><c>ENABLED</c>, <c>DISABLED</c>, or enabled for read-only management events too.</summary>
    public string State { get; set; } = "ENABLED";

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public List<StoredTarget> Targets { get; set; } = [];
}

/// <summary>A target of a rule.</summary>
internal sealed record StoredTarget
{
    public required string Id { get; set; }

    public required string Arn { get; set; }

    public string? RoleArn { get; set; }

    public string? Input { get; set; }

    public string? InputPath { get; set; }

    /// <summary>Names in the template → where in the event their values stand.</summary>
    public SortedDictionary<string, string>? InputPaths { get; set; }

    public string? InputTemplate { get; set; }

    public string? DeadLetterArn { get; set; }

    public int? RetryAttempts { get; set; }

    public int? RetryAgeSeconds { get; set; }

    public string? MessageGroupId { get; set; }
}
