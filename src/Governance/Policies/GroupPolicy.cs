namespace SecretScoops.Governance.Policies;

/// <summary>A group of people in the Identity Store.</summary>
internal sealed record GroupPolicy
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>True when an identity provider synchronises it: it must exist, and is never created, changed or deleted here.</summary>
    public required bool External { get; init; }
}
