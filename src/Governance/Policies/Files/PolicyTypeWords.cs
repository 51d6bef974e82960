using SecretScoops.Governance.ManagementPolicies;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>How files spell policy types, and how their contents look.</summary>
internal static class PolicyTypeWords
{
    public static Shape<PolicyType> Shape { get; } = Shapes.Shape.Choice([.. Enum.GetValues<PolicyType>().Select(type => (Word(type), type))]);

    /// <summary>As files spell it.</summary>
    public static string Word(PolicyType type) => type switch
    {
        PolicyType.Scp => "scp",
        PolicyType.Rcp => "rcp",
        PolicyType.Tag => "tag",
        PolicyType.Backup => "backup",
        PolicyType.AiServices => "aiservices-opt-out",
        PolicyType.Chatbot => "chatbot",
        PolicyType.DeclarativeEc2 => "declarative-ec2",
        PolicyType.SecurityHub => "security-hub",
        PolicyType.Inspector => "inspector",
        PolicyType.UpgradeRollout => "upgrade-rollout",
        PolicyType.Bedrock => "bedrock",
        PolicyType.S3 => "s3",
        PolicyType.NetworkSecurityDirector => "network-security-director",
    };

    /// <summary>How a management policy of the type looks; null for the two types of the IAM language.</summary>
    public static ManagementShape? Management(PolicyType type) => type switch
    {
        PolicyType.Scp or PolicyType.Rcp => null,
        PolicyType.Tag => ManagementShapes.Tags,
        PolicyType.Backup => ManagementShapes.Backup,
        PolicyType.AiServices => ManagementShapes.AiServices,
        PolicyType.Chatbot => ManagementShapes.Chatbot,
        PolicyType.DeclarativeEc2 => ManagementShapes.Ec2,
        PolicyType.SecurityHub => ManagementShapes.SecurityHub,
        PolicyType.Inspector => ManagementShapes.Inspector,
        PolicyType.UpgradeRollout => ManagementShapes.UpgradeRollout,
        PolicyType.Bedrock => ManagementShapes.Bedrock,
        PolicyType.S3 => ManagementShapes.S3,
        PolicyType.NetworkSecurityDirector => ManagementShapes.NetworkSecurityDirector,
    };
}
