namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Access Analyzer keeps in one account and region.</summary>
internal sealed record StoredAccessAnalyzer
{
    public List<StoredAnalyzer> Analyzers { get; set; } = [];
}

/// <summary>An analyzer.</summary>
internal sealed record StoredAnalyzer
{
    public required string Name { get; set; }

    public required string Type { get; set; }

    /// <summary>Null for analyzers of external access.</summary>
    public int? UnusedAccessAge { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null once it is active.</summary>
    public Waiting? Creating { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public List<StoredArchiveRule> ArchiveRules { get; set; } = [];
}

/// <summary>A rule that archives findings as they come.</summary>
internal sealed record StoredArchiveRule
{
    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public SortedDictionary<string, StoredCriterion> Filter { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>One criterion of an archive rule.</summary>
internal sealed record StoredCriterion
{
    public List<string>? Eq { get; set; }

    public List<string>? Neq { get; set; }

    public List<string>? Contains { get; set; }

    public bool? Exists { get; set; }
}
