namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What SNS keeps in one account and region.</summary>
internal sealed record StoredSns
{
    /// <summary>Topics by name.</summary>
    public SortedDictionary<string, StoredTopic> Topics { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A topic.</summary>
internal sealed record StoredTopic
{
    /// <summary>Attributes that were set; AWS's defaults hold for the rest.</summary>
    public SortedDictionary<string, string> Attributes { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public List<StoredSubscription> Subscriptions { get; set; } = [];
}

/// <summary>A subscription to a topic.</summary>
internal sealed record StoredSubscription
{
    public required string Arn { get; set; }

    public required string Owner { get; set; }

    public required string Protocol { get; set; }

    public required string Endpoint { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>What the endpoint must send back; null once it has.</summary>
    public string? Token { get; set; }

    /// <summary>Attributes that were set.</summary>
    public SortedDictionary<string, string> Attributes { get; set; } = new(StringComparer.Ordinal);
}
