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
    public const string EventRule = "event-rule";
    public const string PublicAccessBlock = "s3-public-access-block";
    public const string EbsEncryption = "ebs-encryption";
    public const string InstanceMetadata = "instance-metadata";
    public const string PasswordPolicy = "password-policy";
    public const string DefaultSecurityGroup = "default-security-group";
    public const string DefaultVpc = "default-vpc";
    public const string AccessAnalyzer = "access-analyzer";
    public const string AlternateContact = "alternate-contact";
}
