using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>How features of GuardDuty are written: each a property of its own, so that an editor explains it.</summary>
internal static class GuardDutyFeaturesShape
{
    /// <summary>The features by their names in the file.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["s3DataEvents"] = GuardDutyFeature.S3DataEvents,
        ["eksAuditLogs"] = GuardDutyFeature.EksAuditLogs,
        ["ebsMalwareProtection"] = GuardDutyFeature.EbsMalwareProtection,
        ["rdsLoginEvents"] = GuardDutyFeature.RdsLoginEvents,
        ["lambdaNetworkLogs"] = GuardDutyFeature.LambdaNetworkLogs,
        ["runtimeMonitoring"] = GuardDutyFeature.RuntimeMonitoring,
        ["eksRuntimeMonitoring"] = GuardDutyFeature.EksRuntimeMonitoring,
    };

    /// <summary>For whom.</summary>
    public static Shape<AutoEnable> Mode { get; } = Shapes.Shape.Choice(("all", AutoEnable.All), ("new", AutoEnable.New), ("none", AutoEnable.None));

    private static readonly (string Name, string Description)[] s_plain =
    [
        ("s3DataEvents", "S3 Protection watches reads and writes of objects for theft and destruction of data"),
        ("eksAuditLogs", "EKS Protection watches the Kubernetes audit log of every cluster"),
        ("ebsMalwareProtection", "Malware Protection scans the volumes of instances that behave suspiciously"),
        ("rdsLoginEvents", "RDS Protection watches sign-ins to Aurora and RDS databases"),
        ("lambdaNetworkLogs", "Lambda Protection watches the network traffic of functions"),
    ];

    private static readonly (string Name, string Feature, string Description)[] s_parts =
    [
        ("eksAddonManagement", GuardDutyFeature.EksAddonManagement, "Whether GuardDuty installs and updates its agent on EKS clusters"),
        ("ecsFargateAgentManagement", GuardDutyFeature.EcsFargateAgentManagement, "Whether GuardDuty adds its agent to ECS tasks on Fargate"),
        ("ec2AgentManagement", GuardDutyFeature.Ec2AgentManagement, "Whether GuardDuty installs and updates its agent on EC2 instances"),
    ];

    /// <summary>All of them.</summary>
    public static Shape<GuardDutyFeatures> Shape { get; } = Shapes.Shape.Object<GuardDutyFeatures>(features =>
    {
        var plain = s_plain.Select(each => (Feature: Names[each.Name], Property: features.Optional<AutoEnable?>(each.Name, Mode.Select(mode => (AutoEnable?)mode), null, each.Description, null, "all"))).ToList();
        var runtime = features.Optional("runtimeMonitoring", WithParts(GuardDutyFeature.RuntimeMonitoring, s_parts)!, null, "Runtime Monitoring watches processes, files and connections inside instances, tasks and clusters");
        var eks = features.Optional(
            "eksRuntimeMonitoring", WithParts(GuardDutyFeature.EksRuntimeMonitoring, s_parts[..1])!, null, "The older Runtime Monitoring of EKS alone; AWS takes it or runtimeMonitoring, not both");
        return fields =>
        {
            var modes = new SortedDictionary<string, AutoEnable>(StringComparer.Ordinal);
            foreach (var (feature, property) in plain)
            {
                if (property.Of(fields) is { } mode)
                {
                    modes.Add(feature, mode);
                }
            }

            foreach (var (name, mode) in new[] { runtime.Of(fields), eks.Of(fields) }.SelectMany(each => each?.Modes.AsEnumerable() ?? []))
            {
                modes.Add(name, mode);
            }

            return new(modes);
        };
    });

    private static ObjectShape<GuardDutyFeatures> WithParts(string feature, IReadOnlyList<(string Name, string Feature, string Description)> parts) => Shapes.Shape.Object<GuardDutyFeatures>(shape =>
    {
        var whole = shape.Required("autoEnable", Mode, "In whose accounts it is on", "all");
        var properties = parts.Select(part => (part.Feature, Property: shape.Optional<AutoEnable?>(part.Name, Mode.Select(mode => (AutoEnable?)mode), null, part.Description, null, "all"))).ToList();
        return fields =>
        {
            var modes = new SortedDictionary<string, AutoEnable>(StringComparer.Ordinal) { [feature] = whole.Of(fields) };
            foreach (var (part, property) in properties)
            {
                if (property.Of(fields) is { } mode)
                {
                    modes.Add(GuardDutyFeature.Part(feature, part), mode);
                }
            }

            return new(modes);
        };
    });
}
