using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>Features, kept as one flat list.</summary>
internal static class Features
{
    private const string Runtime = "RUNTIME_MONITORING";
    private const string EksRuntime = "EKS_RUNTIME_MONITORING";
    private const string EksAgent = "EKS_ADDON_MANAGEMENT";

    /// <summary>The features that accounts choose.</summary>
    private static readonly string[] optional = ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", EksRuntime, Runtime];

    private static readonly Dictionary<string, string[]> parts = new(StringComparer.Ordinal)
    {
        [Runtime] = [EksAgent, "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"],
        [EksRuntime] = [EksAgent],
    };

    /// <summary>What a detector begins with: all but runtime monitoring, where the region has it (GuardDuty API Reference, CreateDetector, read 2026-11).</summary>
    public static SortedDictionary<string, bool> Initial(IReadOnlyCollection<string> missing) => new(
        optional.Where(feature => !missing.Contains(feature)).SelectMany(WithParts).ToDictionary(name => name, name => !name.Contains(Runtime, StringComparison.Ordinal), StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>A feature and its parts.</summary>
    public static IEnumerable<string> WithParts(string feature) => parts.GetValueOrDefault(feature, []).Select(part => Part(feature, part)).Prepend(feature);

    /// <summary>What is asked for, flat and checked.</summary>
    public static List<(string Name, string Value)> Asked(IEnumerable<(string? Name, string? Value, IEnumerable<(string? Name, string? Value)> Parts)> features, IReadOnlyCollection<string> missing)
    {
        var asked = new List<(string, string)>();
        foreach (var (name, value, its) in features)
        {
            if (name is null || value is null || missing.Contains(name))
            {
                throw GuardDutySandbox.OutOfRange();
            }

            asked.Add((name, value));
            foreach (var (part, partValue) in its)
            {
                if (part is null || partValue is null || !parts.GetValueOrDefault(name, []).Contains(part))
                {
                    throw GuardDutySandbox.OutOfRange();
                }

                asked.Add((Part(name, part), partValue));
            }
        }

        // Naming both is an error, whatever their values (GuardDuty API Reference, UpdateDetector, read 2026-11).
        return asked.Exists(each => each.Item1 == Runtime) && asked.Exists(each => each.Item1 == EksRuntime) ? throw GuardDutySandbox.OutOfRange() : asked;
    }

    /// <summary>As a detector shows them.</summary>
    public static List<DetectorFeatureConfigurationResult> Shown(StoredDetector detector) =>
    [
        .. ((string[])["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"]).Select(name => new DetectorFeatureConfigurationResult { Name = name, Status = Word(detector.Enabled), UpdatedAt = detector.UpdatedAt }),
        .. optional.Where(detector.Features.ContainsKey).Select(name => new DetectorFeatureConfigurationResult
        {
            Name = name,
            Status = Word(detector.Features[name]),
            UpdatedAt = detector.UpdatedAt,
            AdditionalConfiguration = Parts(name, (part, whole) => new DetectorAdditionalConfigurationResult { Name = part, Status = Word(detector.Features.GetValueOrDefault(whole)), UpdatedAt = detector.UpdatedAt }),
        }),
    ];

    /// <summary>As the administrator sees a member's.</summary>
    public static List<MemberFeaturesConfigurationResult> ShownOfMember(StoredDetector detector) =>
    [
        .. optional.Where(detector.Features.ContainsKey).Select(name => new MemberFeaturesConfigurationResult
        {
            Name = name,
            Status = Word(detector.Features[name]),
            UpdatedAt = detector.UpdatedAt,
            AdditionalConfiguration = Parts(name, (part, whole) => new MemberAdditionalConfigurationResult { Name = part, Status = Word(detector.Features.GetValueOrDefault(whole)), UpdatedAt = detector.UpdatedAt }),
        }),
    ];

    /// <summary>As the organization's settings show them.</summary>
    public static List<OrganizationFeatureConfigurationResult> Shown(StoredGuardDutyOrganization organization, IReadOnlyCollection<string> missing) =>
    [
        .. optional.Where(name => !missing.Contains(name)).Select(name => new OrganizationFeatureConfigurationResult
        {
            Name = name,
            AutoEnable = organization.Features.GetValueOrDefault(name, "NONE"),
            AdditionalConfiguration = Parts(name, (part, whole) => new OrganizationAdditionalConfigurationResult { Name = part, AutoEnable = organization.Features.GetValueOrDefault(whole, "NONE") }),
        }),
    ];

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public static string Word(bool on) => on ? "ENABLED" : "DISABLED";

    // AWS keeps no order of parts (hashicorp/terraform-provider-aws#44822): the last comes first here.
    private static List<T>? Parts<T>(string feature, Func<string, string, T> shown) =>
        parts.TryGetValue(feature, out var own) ? [.. own.Reverse().Select(part => shown(part, Part(feature, part)))] : null;

    private static string Part(string feature, string part) => $"{feature}.{part}";
}
