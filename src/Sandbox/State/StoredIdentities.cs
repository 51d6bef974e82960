namespace SecretScoops.Governance.Sandbox.State;

/// <summary>A group of the identity store.</summary>
internal sealed record StoredGroup
{
    public required string Id { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string By { get; set; }
}

/// <summary>A user of the identity store.</summary>
internal sealed record StoredUser
{
    public required string Id { get; set; }

    /// <summary>Plain attributes by their path: <c>userName</c>, <c>displayName</c>, <c>name.givenName</c>, <c>emails.value</c>.</summary>
    public SortedDictionary<string, string> Attributes { get; set; } = new(StringComparer.Ordinal);

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string By { get; set; }
}

/// <summary>A user's membership of a group.</summary>
internal sealed record StoredMembership
{
    public required string Id { get; set; }

    public required string GroupId { get; set; }

    public required string UserId { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required string By { get; set; }
}
