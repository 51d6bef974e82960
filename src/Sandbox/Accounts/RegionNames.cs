namespace SecretScoops.Governance.Sandbox.Accounts;

/// <summary>The regions of the commercial partition.</summary>
/// <remarks>Account Management Reference Guide, "Enable or disable AWS Regions in your account", read 2026-11: those launched after 2019-03-20 must be opted into.</remarks>
internal static class RegionNames
{
    private static readonly string[] byDefault =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
        "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly string[] optIn =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1",
        "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
    ];

    /// <summary>In the order of names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. byDefault.Concat(optIn).Order(StringComparer.Ordinal)];

    /// <summary>Whether an account has to ask for it.</summary>
    public static bool IsOptIn(string region) => optIn.Contains(region);
}
