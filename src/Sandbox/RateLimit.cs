namespace SecretScoops.Governance.Sandbox;

/// <summary>A token bucket that a family of operations shares.</summary>
/// <param name="Service">The service.</param>
/// <param name="Operations">The operations; none for all of the service's.</param>
/// <param name="PerSecond">Tokens that come in each second.</param>
/// <param name="Burst">Tokens that the bucket holds.</param>
internal sealed record RateLimit(string Service, IReadOnlySet<string> Operations, double PerSecond, int Burst)
{
    /// <summary>AWS's, per account: Organizations User Guide "Throttling", Identity Center User Guide "Quotas" (read 2026-11).</summary>
    public static IReadOnlyList<RateLimit> Documented { get; } =
    [
        new("organizations", Set("CreatePolicy", "UpdatePolicy", "DeletePolicy", "AttachPolicy", "DetachPolicy"), 2, 3),
        new("organizations", Set("DescribePolicy"), 2, 2),
        new("organizations", Set("ListPoliciesForTarget"), 5, 8),
        new("organizations", Set("ListRoots"), 1, 2),
        new("organizations", Set("ListAccounts"), 8, 12),
        new("sso-admin", Set(), 20, 20),
    ];

    private static HashSet<string> Set(params string[] operations) => new(operations, StringComparer.Ordinal);
}
