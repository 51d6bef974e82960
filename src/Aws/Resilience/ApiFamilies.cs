namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>AWS's request rates, as data.</summary>
/// <remarks>
/// Sources: AWS Organizations User Guide, "Quotas and service limits" (throttling), read 2026-11; IAM Identity Center User Guide, "Quotas", read 2026-11:
/// "IAM Identity Center APIs have a collective throttle maximum of 20 transactions per second". Where AWS documents no figure, the entry says assumed.
/// The services that live in every account and region have one allowance for each of these (CloudTrail User Guide, "Quotas"; Security Hub API Reference, "Welcome"; Amazon EC2 API
/// Reference, "Request throttling"; read 2026-11); of the others AWS publishes none. All writes to Organizations go one at a time because it answers ConcurrentModificationException to the second (CfCT#175: about half of the runs).
/// </remarks>
internal static class ApiFamilies
{
    private static readonly ApiFamily s_organizationsWrites = new("organizations writes", 2, 3) { OneAtATime = true };
    private static readonly ApiFamily s_identityCenter = new("identity center", 20, 20);
    private static readonly ApiFamily s_identityStore = new("identity store", 20, 20); // assumed: the Identity Store documents none; as Identity Center
    private static readonly ApiFamily s_unpaced = new("unpaced") { PerPlace = true };
    private static readonly ApiFamily s_cloudTrailReads = new("cloudtrail reads", 10, 10) { PerPlace = true };
    private static readonly ApiFamily s_cloudTrailWrites = new("cloudtrail writes", 1, 1) { PerPlace = true };
    private static readonly ApiFamily s_securityHub = new("security hub", 10, 30) { PerPlace = true };
    private static readonly ApiFamily s_ec2Reads = new("ec2 reads", 20, 100) { PerPlace = true };
    private static readonly ApiFamily s_ec2Writes = new("ec2 writes", 5, 50) { PerPlace = true };

    private static readonly Dictionary<string, ApiFamily> s_byOperation = new(StringComparer.Ordinal)
    {
        ["organizations:DescribePolicy"] = new("organizations:DescribePolicy", 2, 2),
        ["organizations:ListPoliciesForTarget"] = new("organizations:ListPoliciesForTarget", 5, 8),
        ["organizations:ListRoots"] = new("organizations:ListRoots", 1, 1),
        ["organizations:ListAccounts"] = new("organizations:ListAccounts", 8, 12),
        ["cloudtrail:LookupEvents"] = new("cloudtrail:LookupEvents", 2, 2) { PerPlace = true },
        ["securityhub:BatchEnableStandards"] = new("securityhub:BatchEnableStandards", 1, 1) { PerPlace = true },
        ["securityhub:UpdateStandardsControl"] = new("securityhub:UpdateStandardsControl", 1, 5) { PerPlace = true },
        ["securityhub:GetFindings"] = new("securityhub:GetFindings", 3, 6) { PerPlace = true },
    };

    /// <summary>The family of a call.</summary>
    /// <param name="service">The signing name.</param>
    /// <param name="operation">The operation's name.</param>
    public static ApiFamily Of(string service, string operation) =>
        s_byOperation.TryGetValue($"{service}:{operation}", out var own) ? own : service switch
        {
            "organizations" => IsRead(operation) ? OrganizationsRead(operation) : s_organizationsWrites,
            "sso" => s_identityCenter,
            "identitystore" => s_identityStore,
            "cloudtrail" => IsRead(operation) ? s_cloudTrailReads : s_cloudTrailWrites,
            "securityhub" => s_securityHub,
            "ec2" => IsRead(operation) ? s_ec2Reads : s_ec2Writes,
            _ => s_unpaced,
        };

    /// <summary>Each read has a rate of its own; assumed where AWS documents none: as ListPoliciesForTarget.</summary>
    private static ApiFamily OrganizationsRead(string operation) => new($"organizations:{operation}", 5, 8);

    /// <summary>Whether the call only reads, as AWS names its operations.</summary>
    /// <param name="operation">The operation's name.</param>
    public static bool IsRead(string operation) =>
        operation.StartsWith("List", StringComparison.Ordinal)
        || operation.StartsWith("Describe", StringComparison.Ordinal)
        || operation.StartsWith("Get", StringComparison.Ordinal);
}
