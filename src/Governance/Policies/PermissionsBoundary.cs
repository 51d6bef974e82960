namespace SecretScoops.Governance.Policies;

/// <summary>The most that a permission set's role can ever do, whatever its policies allow.</summary>
internal abstract record PermissionsBoundary
{
    private PermissionsBoundary()
    {
    }

    /// <summary>An AWS-managed policy.</summary>
    internal sealed record Managed(string Arn) : PermissionsBoundary;

    /// <summary>A policy that must exist in every account where the set is assigned.</summary>
    internal sealed record CustomerManaged(CustomerManagedPolicy Policy) : PermissionsBoundary;
}
