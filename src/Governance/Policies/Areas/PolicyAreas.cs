using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Areas;

/// <summary>The one place where parts of the landing zone with files of their own are listed.</summary>
internal static class PolicyAreas
{
    /// <summary>Every part, in the order a reader would tell the story.</summary>
    public static IReadOnlyList<PolicyArea> All { get; } =
    [
        RequirementsFile.Area,
        TrustedAccessFile.Area,
        KeysFile.Area,
        LogArchiveFile.Area,
        TrailFile.Area,
        ConfigFile.Area,
        ConfigRulesFile.Area,
        GuardDutyFile.Area,
        AccountDefaultsFile.Area,
        AlertsFile.Area,
        SecurityHubFile.Area,
        RemediationsFile.Area,
    ];
}
