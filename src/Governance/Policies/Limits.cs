namespace SecretScoops.Governance.Policies;

/// <summary>AWS's quotas: <c>policies/limits.json</c>. Code never carries these numbers.</summary>
internal sealed record Limits
{
    public required Quota ScpCharacters { get; init; }

    /// <summary>Attached to one root, unit or account, AWS's FullAWSAccess included.</summary>
    public required Quota ScpPerTarget { get; init; }

    public required Quota RcpCharacters { get; init; }

    /// <summary>Attached to one root, unit or account, AWS's RCPFullAWSAccess included.</summary>
    public required Quota RcpPerTarget { get; init; }

    /// <summary>Characters and attachments to one target of the types that configure a service.</summary>
    public required IReadOnlyDictionary<PolicyType, PolicyTypeLimits> ManagementPolicies { get; init; }

    public required Quota PolicyNameCharacters { get; init; }

    public required Quota PolicyDescriptionCharacters { get; init; }

    public required Quota OrganizationalUnitDepth { get; init; }

    public required Quota OrganizationalUnitNameCharacters { get; init; }

    public required Quota AccountNameCharacters { get; init; }

    public required Quota AccountEmailCharacters { get; init; }

    public required Quota PermissionSetNameCharacters { get; init; }

    public required Quota PermissionSetDescriptionCharacters { get; init; }

    /// <summary>White space outside strings is not counted.</summary>
    public required Quota InlinePolicyCharacters { get; init; }

    /// <summary>AWS-managed and customer-managed policies together.</summary>
    public required Quota ManagedPoliciesPerPermissionSet { get; init; }

    /// <summary>What IAM lets the role carry that Identity Center makes of a permission set, unless an account's quota was raised.</summary>
    public required Quota ManagedPoliciesPerRole { get; init; }

    public required Quota SessionMinimumMinutes { get; init; }

    public required Quota SessionMaximumMinutes { get; init; }

    public required Quota TagsPerResource { get; init; }

    /// <summary>Characters of an EventBridge rule's pattern.</summary>
    public required Quota EventPatternCharacters { get; init; }

    public required Quota TargetsPerEventRule { get; init; }

    /// <summary>Characters of a policy of the type as it is uploaded.</summary>
    public Quota Characters(PolicyType type) => type == PolicyType.Scp ? ScpCharacters : type == PolicyType.Rcp ? RcpCharacters : ManagementPolicies[type].Characters;

    /// <summary>Policies of the type attached to one root, unit or account, AWS's own included.</summary>
    public Quota PerTarget(PolicyType type) => type == PolicyType.Scp ? ScpPerTarget : type == PolicyType.Rcp ? RcpPerTarget : ManagementPolicies[type].PerTarget;
}

/// <summary>Quotas of one policy type.</summary>
/// <param name="Characters">Of a document as uploaded.</param>
/// <param name="PerTarget">Attached to one root, unit or account.</param>
internal sealed record PolicyTypeLimits(Quota Characters, Quota PerTarget);
