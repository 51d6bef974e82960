namespace SecretScoops.Governance.Sandbox.State;

/// <summary>The organization: its tree, its policies, and who may administer it.</summary>
internal sealed record StoredOrganization
{
    public required string Id { get; set; }

    public required string RootId { get; set; }

    /// <summary><c>ALL</c> or <c>CONSOLIDATED_BILLING</c>.</summary>
    public required string FeatureSet { get; set; }

    public List<StoredUnit> Units { get; set; } = [];

    public List<StoredPolicyType> PolicyTypes { get; set; } = [];

    public List<StoredPolicy> Policies { get; set; } = [];

    public List<StoredCreation> Creations { get; set; } = [];

    public List<StoredServiceAccess> ServiceAccess { get; set; } = [];

    public List<StoredDelegation> Delegations { get; set; } = [];

    public StoredResourcePolicy? ResourcePolicy { get; set; }

    /// <summary>Tags by the resource's id; a resource without tags has no entry.</summary>
    public Dictionary<string, SortedDictionary<string, string>> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>An organizational unit.</summary>
internal sealed record StoredUnit
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string ParentId { get; set; }
}

/// <summary>A policy type that is enabled in the root, or on its way there or back.</summary>
internal sealed record StoredPolicyType
{
    public required string Type { get; set; }

    /// <summary><c>PENDING_ENABLE</c>, <c>ENABLED</c> or <c>PENDING_DISABLE</c>.</summary>
    public required string Status { get; set; }

    public Waiting? Waiting { get; set; }
}

/// <summary>A policy of any type.</summary>
internal sealed record StoredPolicy
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public required string Type { get; set; }

    public required string Content { get; set; }

    public bool AwsManaged { get; set; }

    /// <summary>Ids of the root, units and accounts that it is attached to.</summary>
    public List<string> Targets { get; set; } = [];
}

/// <summary>A request to create an account, kept for ever as AWS keeps it for 90 days.</summary>
internal sealed record StoredCreation
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    public required string RoleName { get; set; }

    /// <summary><c>IN_PROGRESS</c>, <c>SUCCEEDED</c> or <c>FAILED</c>.</summary>
    public required string State { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string? AccountId { get; set; }

    public string? FailureReason { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public Waiting? Waiting { get; set; }
}

/// <summary>A service that has trusted access.</summary>
internal sealed record StoredServiceAccess
{
    public required string ServicePrincipal { get; set; }

    public required DateTimeOffset EnabledAt { get; set; }
}

/// <summary>A member account that administers a service for the organization.</summary>
internal sealed record StoredDelegation
{
    public required string AccountId { get; set; }

    public required string ServicePrincipal { get; set; }

    public required DateTimeOffset EnabledAt { get; set; }
}

/// <summary>The organization's resource policy.</summary>
internal sealed record StoredResourcePolicy
{
    public required string Id { get; set; }

    public required string Content { get; set; }
}
