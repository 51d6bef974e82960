namespace SecretScoops.Governance.Sandbox.State;

/// <summary>The organization's IAM Identity Center instance with its identity store.</summary>
internal sealed record StoredIdentityCenter
{
    /// <summary>The home region; null until it is known.</summary>
    public string? Region { get; set; }

    public string? Name { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public List<StoredPermissionSet> PermissionSets { get; set; } = [];

    public List<StoredAssignment> Assignments { get; set; } = [];

    public List<StoredProvisioning> Provisioned { get; set; } = [];

    public List<StoredOperation> Operations { get; set; } = [];

    public List<StoredGroup> Groups { get; set; } = [];

    public List<StoredUser> Users { get; set; } = [];

    public List<StoredMembership> Memberships { get; set; } = [];
}

/// <summary>A permission set.</summary>
internal sealed record StoredPermissionSet
{
    public required string Arn { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>ISO 8601, as it was given.</summary>
    public required string SessionDuration { get; set; }

    public string? RelayState { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Counts edits, so that it is known which accounts have the latest.</summary>
    public int Edits { get; set; }

    public List<string> ManagedPolicies { get; set; } = [];

    public List<StoredPolicyReference> CustomerManagedPolicies { get; set; } = [];

    public string? InlinePolicy { get; set; }

    /// <summary>The boundary, where it is an AWS managed policy.</summary>
    public string? BoundaryArn { get; set; }

    /// <summary>The boundary, where it is a policy of the account's own.</summary>
    public StoredPolicyReference? BoundaryReference { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A customer managed policy, by name and path, in whatever account.</summary>
internal sealed record StoredPolicyReference
{
    public required string Name { get; set; }

    public required string Path { get; set; }
}

/// <summary>A principal's access to an account with a permission set.</summary>
internal sealed record StoredAssignment
{
    public required string AccountId { get; set; }

    public required string PermissionSetArn { get; set; }

    /// <summary><c>USER</c> or <c>GROUP</c>.</summary>
    public required string PrincipalType { get; set; }

    public required string PrincipalId { get; set; }
}

/// <summary>A permission set's role in an account.</summary>
internal sealed record StoredProvisioning
{
    public required string AccountId { get; set; }

    public required string PermissionSetArn { get; set; }

    /// <summary>The permission set's <see cref="StoredPermissionSet.Edits"/> when the role was made or last renewed.</summary>
    public required int Edits { get; set; }
}

/// <summary>An asynchronous operation of SSO Admin.</summary>
internal sealed record StoredOperation
{
    /// <summary><c>CREATE</c>, <c>DELETE</c> (of an assignment) or <c>PROVISION</c>.</summary>
    public required string Kind { get; set; }

    public required string RequestId { get; set; }

    /// <summary><c>IN_PROGRESS</c>, <c>SUCCEEDED</c> or <c>FAILED</c>.</summary>
    public required string Status { get; set; }

    public string? FailureReason { get; set; }

    /// <summary>The account; null for all provisioned accounts.</summary>
    public string? AccountId { get; set; }

    public required string PermissionSetArn { get; set; }

    public string? PrincipalType { get; set; }

    public string? PrincipalId { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public Waiting? Waiting { get; set; }
}
