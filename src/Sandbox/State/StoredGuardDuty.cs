namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What GuardDuty keeps in one account and region.</summary>
internal sealed record StoredGuardDuty
{
    /// <summary>Null where GuardDuty was never on.</summary>
    public StoredDetector? Detector { get; set; }

    /// <summary>In the management account: the organization's administrator in this region.</summary>
    public string? DesignatedId { get; set; }

    /// <summary>The account that administers this one; null for an account on its own.</summary>
    public string? AdministratorId { get; set; }
}

/// <summary>GuardDuty in one account and region.</summary>
internal sealed record StoredDetector
{
    public required string Id { get; set; }

    public bool Enabled { get; set; } = true;

    public required string FindingFrequency { get; set; }

    /// <summary>On or off; parts as <c>RUNTIME_MONITORING.EC2_AGENT_MANAGEMENT</c>.</summary>
    public SortedDictionary<string, bool> Features { get; set; } = new(StringComparer.Ordinal);

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What the organization's accounts get by themselves, where this is the administrator's.</summary>
    public StoredGuardDutyOrganization Organization { get; set; } = new();

    public List<StoredGuardDutyMember> Members { get; set; } = [];

    public List<StoredPublishingDestination> Destinations { get; set; } = [];

    /// <summary>Findings about this account, the latest last.</summary>
    public List<StoredGuardDutyFinding> Findings { get; set; } = [];
}

/// <summary>What accounts get by themselves.</summary>
internal sealed record StoredGuardDutyOrganization
{
    /// <summary><c>ALL</c>, <c>NEW</c> or <c>NONE</c>.</summary>
    public string AutoEnable { get; set; } = "NONE";

    /// <summary>The same by feature and part; what is missing is <c>NONE</c>.</summary>
    public SortedDictionary<string, string> Features { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Accounts that were there when the settings last reached the organization: others are new.</summary>
    public List<string> Known { get; set; } = [];

    /// <summary>What remains before changed settings reach the accounts that are there.</summary>
    public Waiting? Spreading { get; set; }
}

/// <summary>An account that the administrator has to do with.</summary>
internal sealed record StoredGuardDutyMember
{
    public required string AccountId { get; set; }

    public required string Email { get; set; }

    /// <summary><c>Created</c>, <c>Enabled</c>, <c>Disabled</c> or <c>Removed</c>.</summary>
    public required string Relationship { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Where findings are exported to.</summary>
internal sealed record StoredPublishingDestination
{
    public required string Id { get; set; }

    public required string DestinationArn { get; set; }

    public string? KmsKeyArn { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What remains before it is verified.</summary>
    public Waiting? Verifying { get; set; }
}

/// <summary>A finding.</summary>
internal sealed record StoredGuardDutyFinding
{
    public required string Id { get; set; }

    public required string Type { get; set; }

    public required double Severity { get; set; }

    public bool Archived { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
