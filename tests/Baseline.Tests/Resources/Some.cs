using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>Short ways to say policies.</summary>
internal static class Some
{
    public static LandingZone LandingZone { get; } = new()
    {
        Name = "Test",
        ManagementAccount = "root",
        HomeRegion = "eu-west-1",
        GovernedRegions = ["eu-west-1"],
        ManagedBy = "test",
        NamePrefix = "Test-",
        AccessRole = "Access",
        AutomationRoles = [],
        BreakGlassRoles = [],
        PipelineRoles = [],
        Safety = new() { MaxDeletions = 1000, MaxUpdates = 1000 },
        PolicyTypes = [PolicyType.Scp, PolicyType.Rcp],
    };

    public static Limits Limits { get; } = new()
    {
        ScpCharacters = Of(10_240),
        ScpPerTarget = Of(10),
        RcpCharacters = Of(5_120),
        RcpPerTarget = Of(10),
        ManagementPolicies = Enum.GetValues<PolicyType>().ToDictionary(type => type, _ => new PolicyTypeLimits(Of(10_000), Of(10))),
        EventPatternCharacters = Of(2_048),
        TargetsPerEventRule = Of(5),
        PolicyNameCharacters = Of(128),
        PolicyDescriptionCharacters = Of(512),
        OrganizationalUnitDepth = Of(5),
        OrganizationalUnitNameCharacters = Of(128),
        AccountNameCharacters = Of(50),
        AccountEmailCharacters = Of(64),
        PermissionSetNameCharacters = Of(32),
        PermissionSetDescriptionCharacters = Of(700),
        InlinePolicyCharacters = Of(10_240),
        ManagedPoliciesPerPermissionSet = Of(20),
        ManagedPoliciesPerRole = Of(10),
        SessionMinimumMinutes = Of(60),
        SessionMaximumMinutes = Of(720),
        TagsPerResource = Of(50),
    };

    public static Sourced<T> At<T>(T value) => new(value, new("policies/test.json") { Line = 1, Column = 1, Pointer = "" });

    private static Quota Of(int value) => new(value, "a test");
}
