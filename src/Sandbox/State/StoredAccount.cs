namespace SecretScoops.Governance.Sandbox.State;

/// <summary>An AWS account.</summary>
internal sealed record StoredAccount
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    /// <summary><c>ACTIVE</c>, <c>PENDING_CLOSURE</c> or <c>SUSPENDED</c>.</summary>
    public string State { get; set; } = "ACTIVE";

    public required string JoinedMethod { get; set; }

    public required DateTimeOffset JoinedAt { get; set; }

    /// <summary>The root or unit that holds it; null before there is an organization.</summary>
    public string? ParentId { get; set; }

    /// <summary>When CloseAccount was called.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What remains before the closure is complete.</summary>
    public Waiting? Closing { get; set; }

    public List<StoredRole> Roles { get; set; } = [];

    /// <summary>What the account has region by region.</summary>
    public SortedDictionary<string, StoredRegion> Regions { get; set; } = new(StringComparer.Ordinal);

    public StoredIam? Iam { get; set; }

    public StoredS3Settings? S3 { get; set; }

    public StoredContacts? Contacts { get; set; }
}

/// <summary>A role that may be assumed from one account.</summary>
internal sealed record StoredRole
{
    public required string Name { get; set; }

    public required string TrustedAccountId { get; set; }
}
