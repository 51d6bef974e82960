namespace SecretScoops.Governance.Policies;

/// <summary>What holds for the whole organization: <c>policies/landing-zone.json</c>.</summary>
internal sealed record LandingZone
{
    /// <summary>The key of the tag on everything this tool owns; its value is <see cref="ManagedBy"/>.</summary>
    public const string OwnershipTag = "governance:managed-by";

    /// <summary>For people: titles of reports and plans.</summary>
    public required string Name { get; init; }

    /// <summary>The name by which policies and addresses call the account that pays for the organization.</summary>
    public required string ManagementAccount { get; init; }

    /// <summary>Where Identity Center and everything that exists once live.</summary>
    public required string HomeRegion { get; init; }

    /// <summary>Regions where workloads may run; the home region is one of them.</summary>
    public required IReadOnlyList<string> GovernedRegions { get; init; }

    /// <summary>Regions that were governed: nothing is declared in them any more, and what is ours there goes.</summary>
    public IReadOnlyList<string> RetiredRegions { get; init; } = [];

    /// <summary>Governed and retired regions: wherever something of ours may be.</summary>
    public IReadOnlyList<string> AllRegions => [.. GovernedRegions, .. RetiredRegions];

    /// <summary>Whether a region was governed and is given up.</summary>
    public bool IsRetired(string region) => RetiredRegions.Contains(region);

    /// <summary>The value of the ownership tag on everything this tool owns.</summary>
    public required string ManagedBy { get; init; }

    /// <summary>What names begin with where AWS gives a resource no tags.</summary>
    public required string NamePrefix { get; init; }

    /// <summary>The role that the tool assumes in member accounts, by name.</summary>
    public required string AccessRole { get; init; }

    /// <summary>The organization's id when it is pinned in the policies; null leaves it to the policy variable <c>aws:ResourceOrgID</c>.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>ARN patterns of the roles of this tool and of remediation, which guardrails exempt.</summary>
    public required IReadOnlyList<string> AutomationRoles { get; init; }

    /// <summary>ARN patterns of the roles that deploy workloads, which guardrails against manual changes exempt.</summary>
    public required IReadOnlyList<string> PipelineRoles { get; init; }

    /// <summary>ARN patterns of the roles for emergencies, which guardrails exempt.</summary>
    public required IReadOnlyList<string> BreakGlassRoles { get; init; }

    public required Safety Safety { get; init; }

    /// <summary>Policy types that the organization's root must have enabled.</summary>
    public required IReadOnlyList<PolicyType> PolicyTypes { get; init; }
}
