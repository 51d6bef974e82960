namespace SecretScoops.Governance.Policies;

/// <summary>A member account.</summary>
internal sealed record AccountPolicy
{
    public required string Name { get; init; }

    /// <summary>Of its root user; unique in all of AWS.</summary>
    public required string Email { get; init; }

    /// <summary>Path of the unit it stands in.</summary>
    public required string OrganizationalUnit { get; init; }

    /// <summary>Name of its environment.</summary>
    public required string Environment { get; init; }
}
