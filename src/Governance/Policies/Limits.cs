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
}
