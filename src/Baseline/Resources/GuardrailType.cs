using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>One of Organizations' policy types that hold guardrails.</summary>
/// <param name="Kind">As addresses spell it.</param>
/// <param name="AwsName">As the API spells it.</param>
/// <param name="Declared">As the policies spell it.</param>
/// <param name="AttachmentKind">What attaching one is called in addresses.</param>
internal sealed record GuardrailType(string Kind, string AwsName, PolicyType Declared, string AttachmentKind)
{
    /// <summary>Every type, those of the IAM language first.</summary>
    public static IReadOnlyList<GuardrailType> All { get; } = [.. Enum.GetValues<PolicyType>().Select(Made)];

    /// <summary>Service control policies.</summary>
    public static GuardrailType Scp => Of(PolicyType.Scp);

    /// <summary>Resource control policies.</summary>
    public static GuardrailType Rcp => Of(PolicyType.Rcp);

    /// <summary>Whether its documents are of the IAM language; the others configure a service.</summary>
    public bool IsPermission => Declared is PolicyType.Scp or PolicyType.Rcp;

    /// <summary>The type that policies call so.</summary>
    public static GuardrailType Of(PolicyType declared) => All[(int)declared];

    /// <summary>The type that AWS calls so; null for one that is newer than this tool.</summary>
    public static GuardrailType? OfAwsName(string awsName) => All.FirstOrDefault(type => type.AwsName == awsName);

    /// <summary>
    /// The service that must have access to the organization before the type is of use; null for none. For Security Hub and Inspector AWS refuses to enable the type without
    /// (Organizations API Reference, ConstraintViolationException, SERVICE_ACCESS_NOT_ENABLED, read 2026-11); the others report compliance, and carry policies out, only with it.
    /// </summary>
    public string? Service => Declared switch
    {
        PolicyType.Tag => "tagpolicies.tag.amazonaws.com",
        PolicyType.Backup => "backup.amazonaws.com",
        PolicyType.DeclarativeEc2 => "ec2.amazonaws.com",
        PolicyType.SecurityHub => "securityhub.amazonaws.com",
        PolicyType.Inspector => "inspector2.amazonaws.com",
        PolicyType.Scp or PolicyType.Rcp or PolicyType.AiServices or PolicyType.Chatbot or PolicyType.UpgradeRollout or PolicyType.Bedrock or PolicyType.S3
            or PolicyType.NetworkSecurityDirector => null,
    };

    private static GuardrailType Made(PolicyType type) => type switch
    {
        PolicyType.Scp => new(KindNames.Scp, "SERVICE_CONTROL_POLICY", type, KindNames.ScpAttachment),
        PolicyType.Rcp => new(KindNames.Rcp, "RESOURCE_CONTROL_POLICY", type, KindNames.RcpAttachment),
        PolicyType.Tag => Management(type, "TAG_POLICY"),
        PolicyType.Backup => Management(type, "BACKUP_POLICY"),
        PolicyType.AiServices => Management(type, "AISERVICES_OPT_OUT_POLICY"),
        PolicyType.Chatbot => Management(type, "CHATBOT_POLICY"),
        PolicyType.DeclarativeEc2 => Management(type, "DECLARATIVE_POLICY_EC2"),
        PolicyType.SecurityHub => Management(type, "SECURITYHUB_POLICY"),
        PolicyType.Inspector => Management(type, "INSPECTOR_POLICY"),
        PolicyType.UpgradeRollout => Management(type, "UPGRADE_ROLLOUT_POLICY"),
        PolicyType.Bedrock => Management(type, "BEDROCK_POLICY"),
        PolicyType.S3 => Management(type, "S3_POLICY"),
        PolicyType.NetworkSecurityDirector => Management(type, "NETWORK_SECURITY_DIRECTOR_POLICY"),
    };

    private static GuardrailType Management(PolicyType type, string awsName)
    {
        var kind = KindNames.ManagementPolicies[type - PolicyType.Tag];
        return new(kind, awsName, type, KindNames.AttachmentOf(kind));
    }
}
