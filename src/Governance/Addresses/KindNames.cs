namespace SecretScoops.Governance.Addresses;

/// <summary>The kinds' names as addresses spell them: how kinds meet without knowing each other.</summary>
internal static class KindNames
{
    public const string Organization = "organization";
    public const string PolicyType = "policy-type";
    public const string OrganizationalUnit = "ou";
    public const string Account = "account";
    public const string Placement = "placement";
    public const string Scp = "scp";
    public const string Rcp = "rcp";
    public const string ScpAttachment = "scp-attachment";
    public const string RcpAttachment = "rcp-attachment";
    public const string Group = "group";
    public const string PermissionSet = "permission-set";
    public const string Assignment = "assignment";
    public const string ServiceAccess = "service-access";
    public const string DelegatedAdministrator = "delegated-administrator";
    public const string KmsKey = "kms-key";
    public const string Bucket = "bucket";
    public const string Trail = "trail";
    public const string ConfigRole = "config-role";
    public const string ConfigRecorder = "config-recorder";
    public const string ConfigAggregator = "config-aggregator";
    public const string ConfigRule = "config-rule";
    public const string ConformancePack = "conformance-pack";
    public const string SecurityHubAdministrator = "security-hub-administrator";
    public const string SecurityHub = "security-hub";
    public const string SecurityHubOrganization = "security-hub-organization";
    public const string SecurityHubAggregator = "security-hub-aggregator";
    public const string SecurityHubPolicy = "security-hub-policy";
    public const string SecurityHubAssociation = "security-hub-association";
    public const string SecurityHubMember = "security-hub-member";
    public const string AutomationRule = "automation-rule";
    public const string GuardDutyAdministrator = "guardduty-administrator";
    public const string GuardDutyDetector = "guardduty-detector";
    public const string GuardDutyOrganization = "guardduty-organization";
    public const string GuardDutyMembers = "guardduty-members";
    public const string GuardDutyPublishing = "guardduty-publishing";
    public const string Topic = "topic";
    public const string EventBus = "event-bus";
    public const string EventRole = "event-role";
    public const string EventRule = "event-rule";
    public const string PublicAccessBlock = "s3-public-access-block";
    public const string EbsEncryption = "ebs-encryption";
    public const string InstanceMetadata = "instance-metadata";
    public const string PasswordPolicy = "password-policy";
    public const string DefaultSecurityGroup = "default-security-group";
    public const string DefaultVpc = "default-vpc";
    public const string AccessAnalyzer = "access-analyzer";
    public const string AlternateContact = "alternate-contact";

    /// <summary>Organization policies that configure a service, in the order of policy types. Security Hub has configuration policies of its own, hence the longer name.</summary>
    public static IReadOnlyList<string> ManagementPolicies { get; } =
    [
        "tag-policy", "backup-policy", "aiservices-opt-out-policy", "chatbot-policy", "declarative-ec2-policy", "security-hub-organization-policy", "inspector-policy",
        "upgrade-rollout-policy", "bedrock-policy", "s3-policy", "network-security-director-policy",
    ];

    /// <summary>Every kind of organization policy.</summary>
    public static IReadOnlyList<string> Guardrails { get; } = [Scp, Rcp, .. ManagementPolicies];

    /// <summary>What attaching an organization policy of a kind is called.</summary>
    public static string AttachmentOf(string kind) => $"{kind}-attachment";

    /// <summary>Whether resources of a kind are attachments of organization policies.</summary>
    public static bool IsAttachment(string kind) => kind is ScpAttachment or RcpAttachment || ManagementPolicies.Any(policy => AttachmentOf(policy) == kind);

    /// <summary>Whether resources of a kind are organization policies.</summary>
    public static bool IsGuardrail(string kind) => kind is Scp or Rcp || ManagementPolicies.Contains(kind);
    public const string ImagePublicAccess = "image-public-access";
    public const string SnapshotPublicAccess = "snapshot-public-access";
    public const string SerialConsole = "serial-console";
    public const string RootAccess = "root-access";

    /// <summary>Every kind there is, so that a pattern over addresses can be told from a slip of the pen.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Organization, PolicyType, OrganizationalUnit, Account, Placement, .. Guardrails, .. Guardrails.Select(AttachmentOf), Group, PermissionSet, Assignment, ServiceAccess, DelegatedAdministrator,
        KmsKey, Bucket, Trail, ConfigRole, ConfigRecorder, ConfigAggregator, ConfigRule, ConformancePack, SecurityHubAdministrator, SecurityHub, SecurityHubOrganization, SecurityHubAggregator,
        SecurityHubPolicy, SecurityHubAssociation, SecurityHubMember, AutomationRule, GuardDutyAdministrator, GuardDutyDetector, GuardDutyOrganization, GuardDutyMembers, GuardDutyPublishing, Topic,
        EventBus, EventRole, EventRule, PublicAccessBlock, EbsEncryption, InstanceMetadata, PasswordPolicy, DefaultSecurityGroup, DefaultVpc, AccessAnalyzer, AlternateContact, ImagePublicAccess,
        SnapshotPublicAccess, SerialConsole, RootAccess,
    ];
}
