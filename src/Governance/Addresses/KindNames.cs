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
}
