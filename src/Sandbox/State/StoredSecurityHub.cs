namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Security Hub keeps in one account and region. What only an administrator has is empty elsewhere.</summary>
internal sealed record StoredSecurityHub
{
    /// <summary>Whether the account is subscribed here; false where only an administrator was named.</summary>
    public bool Subscribed { get; set; }

    public DateTimeOffset SubscribedAt { get; set; }

    public bool AutoEnableControls { get; set; } = true;

    /// <summary><c>SECURITY_CONTROL</c> or <c>STANDARD_CONTROL</c>; what a member's administrator has goes before it.</summary>
    public string FindingGenerator { get; set; } = "SECURITY_CONTROL";

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public List<StoredStandard> Standards { get; set; } = [];

    /// <summary>Parameters with values of their own: by control and parameter, as JSON of a ParameterConfiguration.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Parameters { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The configuration policy that reached this place, with its version; null where none did.</summary>
    public string? AppliedPolicy { get; set; }

    /// <summary>In the management account: the organization's administrator in this region.</summary>
    public string? OrganizationAdministratorId { get; set; }

    public List<StoredHubMember> Members { get; set; } = [];

    public StoredHubOrganization? Organization { get; set; }

    public StoredFindingAggregator? Aggregator { get; set; }

    public List<StoredHubPolicy> Policies { get; set; } = [];

    public List<StoredHubAssociation> Associations { get; set; } = [];

    public List<StoredAutomationRule> Rules { get; set; } = [];

    /// <summary>Findings as JSON, in the order they came.</summary>
    public List<string> Findings { get; set; } = [];

    /// <summary>ARNs of products whose findings are taken in.</summary>
    public List<string> Products { get; set; } = [];
}

/// <summary>A subscription to a standard.</summary>
internal sealed record StoredStandard
{
    /// <summary>What its ARN ends with: <c>standards/pci-dss/v/4.0.1</c>.</summary>
    public required string Path { get; set; }

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>INCOMPLETE</c> or <c>DELETING</c>.</summary>
    public required string Status { get; set; }

    public string? StatusReason { get; set; }

    /// <summary>Controls that are off in it, with the reason.</summary>
    public SortedDictionary<string, string> Disabled { get; set; } = new(StringComparer.Ordinal);

    public Waiting? Waiting { get; set; }
}

/// <summary>A member of an administrator.</summary>
internal sealed record StoredHubMember
{
    public required string AccountId { get; set; }

    /// <summary><c>Enabled</c>, or <c>Removed</c> once it was disassociated.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>How an administrator has the organization configured.</summary>
internal sealed record StoredHubOrganization
{
    public bool AutoEnable { get; set; }

    /// <summary><c>NONE</c> or <c>DEFAULT</c>.</summary>
    public string AutoEnableStandards { get; set; } = "DEFAULT";

    /// <summary><c>LOCAL</c> or <c>CENTRAL</c>.</summary>
    public string Type { get; set; } = "LOCAL";

    /// <summary><c>PENDING</c> or <c>ENABLED</c>.</summary>
    public string Status { get; set; } = "ENABLED";

    public required DateTimeOffset UpdatedAt { get; set; }

    public Waiting? Waiting { get; set; }
}

/// <summary>A finding aggregator; its region is the one that keeps it.</summary>
internal sealed record StoredFindingAggregator
{
    public required string Id { get; set; }

    public required string Mode { get; set; }

    public List<string> Regions { get; set; } = [];
}

/// <summary>A configuration policy.</summary>
internal sealed record StoredHubPolicy
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>The policy as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Counts edits, so that it is known which places have the latest.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>What was applied to a root, unit or account; what they inherit is worked out.</summary>
internal sealed record StoredHubAssociation
{
    public required string TargetId { get; set; }

    /// <summary>The policy's id, or <c>SELF_MANAGED_SECURITY_HUB</c>.</summary>
    public required string PolicyId { get; set; }

    /// <summary><c>PENDING</c>, <c>SUCCESS</c> or <c>FAILED</c>.</summary>
    public required string Status { get; set; }

    public string? Message { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public Waiting? Waiting { get; set; }
}

/// <summary>An automation rule.</summary>
internal sealed record StoredAutomationRule
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public required int Order { get; set; }

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public required string Status { get; set; }

    public bool Terminal { get; set; }

    /// <summary>As JSON.</summary>
    public required string Criteria { get; set; }

    /// <summary>As JSON, one text for each.</summary>
    public List<string> Actions { get; set; } = [];

    public required string CreatedBy { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}
