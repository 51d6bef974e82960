using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Policies;

/// <summary>What a group may do in an account: <c>policies/permission-sets/NAME.json</c>.</summary>
internal sealed record PermissionSetPolicy
{
    /// <summary>The file's name without <c>.json</c>.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required TimeSpan SessionDuration { get; init; }

    /// <summary>Where the console opens; null for its home page.</summary>
    public string? RelayState { get; init; }

    /// <summary>ARNs of AWS-managed policies, in order.</summary>
    public required IReadOnlyList<string> ManagedPolicies { get; init; }

    /// <summary>Policies that must exist under this name in every account where the set is assigned.</summary>
    public required IReadOnlyList<CustomerManagedPolicy> CustomerManagedPolicies { get; init; }

    public PolicyDocument? InlinePolicy { get; init; }

    public PermissionsBoundary? PermissionsBoundary { get; init; }

    /// <summary>As the file says; the ownership tag is not among them.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
