namespace SecretScoops.Governance.Policies;

/// <summary>For whom GuardDuty, or a feature of it, is switched on by itself.</summary>
internal enum AutoEnable
{
    /// <summary>Every account, new ones too.</summary>
    All,

    /// <summary>New accounts only; those that are there already are left as they are.</summary>
    New,

    /// <summary>Nobody; a feature is switched off in the accounts that are governed.</summary>
    None,
}

/// <summary>GuardDuty's features, by AWS's names.</summary>
internal static class GuardDutyFeature
{
    public const string S3DataEvents = "S3_DATA_EVENTS";
    public const string EksAuditLogs = "EKS_AUDIT_LOGS";
    public const string EbsMalwareProtection = "EBS_MALWARE_PROTECTION";
    public const string RdsLoginEvents = "RDS_LOGIN_EVENTS";
    public const string LambdaNetworkLogs = "LAMBDA_NETWORK_LOGS";
    public const string RuntimeMonitoring = "RUNTIME_MONITORING";
    public const string EksRuntimeMonitoring = "EKS_RUNTIME_MONITORING";
    public const string EksAddonManagement = "EKS_ADDON_MANAGEMENT";
    public const string EcsFargateAgentManagement = "ECS_FARGATE_AGENT_MANAGEMENT";
    public const string Ec2AgentManagement = "EC2_AGENT_MANAGEMENT";

    /// <summary>A part of a feature ("additional configuration"), named with it: one flat list knows no order, which AWS does not keep.</summary>
    public static string Part(string feature, string part) => $"{feature}.{part}";

    /// <summary>Feature and part; null for the feature itself.</summary>
    public static (string Feature, string? Part) Split(string name) => name.Split('.', 2) is [var feature, var part] ? (feature, part) : (name, null);
}

/// <summary>Features by name, with their parts as <c>RUNTIME_MONITORING.EC2_AGENT_MANAGEMENT</c>, and what they are called in the file.</summary>
/// <param name="Modes">What is not in it is not managed.</param>
internal sealed record GuardDutyFeatures(SortedDictionary<string, AutoEnable> Modes)
{
    /// <summary>No feature at all.</summary>
    public static GuardDutyFeatures Nothing { get; } = new(new SortedDictionary<string, AutoEnable>(StringComparer.Ordinal));

    /// <summary>These over others: a feature named here, with all its parts, takes the place of the other's.</summary>
    public GuardDutyFeatures Over(GuardDutyFeatures below)
    {
        var named = Modes.Keys.Select(name => GuardDutyFeature.Split(name).Feature).ToHashSet(StringComparer.Ordinal);
        return new(Sorted(below.Modes.Where(mode => !named.Contains(GuardDutyFeature.Split(mode.Key).Feature)).Concat(Modes)));
    }

    /// <summary>These without some, and without their parts.</summary>
    public GuardDutyFeatures Without(IReadOnlyCollection<string> features) => new(Sorted(Modes.Where(mode => !features.Contains(GuardDutyFeature.Split(mode.Key).Feature))));

    /// <summary>Whether the feature is named, and on for anybody.</summary>
    public bool IsOn(string name) => Modes.TryGetValue(name, out var mode) && mode != AutoEnable.None;

    private static SortedDictionary<string, AutoEnable> Sorted(IEnumerable<KeyValuePair<string, AutoEnable>> modes) =>
        new(modes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}

/// <summary>What differs in one region.</summary>
/// <param name="Unavailable">Features that GuardDuty does not offer there, by AWS's names.</param>
/// <param name="Features">Features that are otherwise there.</param>
internal sealed record GuardDutyRegion(IReadOnlyList<string> Unavailable, GuardDutyFeatures Features);

/// <summary>Where findings are kept longer than GuardDuty's 90 days.</summary>
/// <param name="Bucket">A bucket of the log archive, by name.</param>
/// <param name="Key">The key that encrypts them, by name.</param>
internal sealed record GuardDutyPublishing(Sourced<string> Bucket, Sourced<string> Key);
