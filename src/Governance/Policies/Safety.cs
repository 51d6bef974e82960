namespace SecretScoops.Governance.Policies;

/// <summary>How much one apply may change before a person has to say so explicitly.</summary>
internal sealed record Safety
{
    /// <summary>Deletions in one apply; 0 forbids all.</summary>
    public required int MaxDeletions { get; init; }

    /// <summary>Updates in one apply.</summary>
    public required int MaxUpdates { get; init; }
}
