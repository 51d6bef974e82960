using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>How account defaults are written, in environments and for the management account alike.</summary>
internal static class AccountDefaultsShape
{
    private static readonly Shape<bool?> s_flag = Shape.Boolean.Select(value => (bool?)value);

    private static readonly Shape<string?> s_switch = Words("enabled", "disabled", "no-preference");

    public static Shape<AccountDefaults> Whole { get; } = Shape.Object<AccountDefaults>(defaults =>
    {
        var s3 = defaults.Optional<PublicAccessDefaults?>("s3PublicAccess", PublicAccess!, null, "S3 Block Public Access of the whole account, which wins over every bucket's own");
        var ebs = defaults.Optional<EbsEncryptionDefaults?>("ebsEncryption", Ebs!, null, "Encryption of new EBS volumes and snapshots, in each governed region");
        var metadata = defaults.Optional<InstanceMetadataDefaults?>("instanceMetadata", Metadata!, null, "Instance metadata of new instances where a launch does not say, in each governed region");
        var password = defaults.Optional<PasswordPolicyDefaults?>(
            "passwordPolicy", Password!, null, "Rules for passwords of IAM users, which nobody may have here: CIS and Security Hub check them all the same, and they hold should a user appear");
        var groups = defaults.Optional(
            "defaultSecurityGroupRules", Shape.Choice<Presence?>(("absent", Presence.Absent), ("keep", Presence.Keep)), null,
            "Rules of the default security group of every VPC in each governed region: absent, so that nothing is reachable by accident, or kept as they are");
        var vpc = defaults.Optional(
            "defaultVpc", Shape.Choice<Presence?>(("absent", Presence.Absent), ("present", Presence.Present), ("keep", Presence.Keep)), null,
            "The VPC that AWS makes in each region, whose subnets are all public: absent (never deleted while anything lives in it), present, or kept as it is");
        var analyzer = defaults.Optional<AnalyzerDefaults?>("accessAnalyzer", Analyzer!, null, "IAM Access Analyzer in the account itself");
        var images = defaults.Optional(
            "imagePublicAccess", Words("block-new-sharing", "unblocked"), null, "Public sharing of machine images in each governed region, where no declarative policy of the organization says it");
        var snapshots = defaults.Optional(
            "snapshotPublicAccess", Words("block-all-sharing", "block-new-sharing", "unblocked"), null,
            "Public sharing of EBS snapshots in each governed region, where no declarative policy of the organization says it");
        var serial = defaults.Optional("serialConsole", s_flag, null, "Access to serial consoles of instances in each governed region, where no declarative policy of the organization says it");
        return fields => new()
        {
            S3PublicAccess = s3.Of(fields),
            EbsEncryption = ebs.Of(fields),
            InstanceMetadata = metadata.Of(fields),
            PasswordPolicy = password.Of(fields),
            DefaultSecurityGroupRules = groups.Of(fields),
            DefaultVpc = vpc.Of(fields),
            AccessAnalyzer = analyzer.Of(fields),
            ImagePublicAccess = images.Of(fields),
            SnapshotPublicAccess = snapshots.Of(fields),
            SerialConsole = serial.Of(fields),
        };
    });

    private static Shape<PublicAccessDefaults> PublicAccess => Shape.Object<PublicAccessDefaults>(access =>
    {
        var acls = access.Optional("blockPublicAcls", s_flag, null, "Refuse new public ACLs", () => true);
        var ignore = access.Optional("ignorePublicAcls", s_flag, null, "Take existing public ACLs as if they were not there", () => true);
        var policy = access.Optional("blockPublicPolicy", s_flag, null, "Refuse new public bucket policies", () => true);
        var restrict = access.Optional("restrictPublicBuckets", s_flag, null, "Let only the account's own principals and AWS services use buckets with public policies", () => true);
        return fields => new() { BlockPublicAcls = acls.Of(fields), IgnorePublicAcls = ignore.Of(fields), BlockPublicPolicy = policy.Of(fields), RestrictPublicBuckets = restrict.Of(fields) };
    });

    private static Shape<EbsEncryptionDefaults> Ebs => Shape.Object<EbsEncryptionDefaults>(ebs =>
    {
        var enabled = ebs.Optional("enabled", s_flag, null, "Whether new volumes are encrypted although nobody asked for it", () => true);
        var key = ebs.Optional<string?>("key", Shape.Text(Formats.Slug)!, null, "aws-managed, or the name of a key in keys.json that is declared for these accounts and regions", () => EbsEncryptionDefaults.AwsManaged);
        return fields => new() { Enabled = enabled.Of(fields), Key = key.Of(fields) };
    });

    private static Shape<InstanceMetadataDefaults> Metadata => Shape.Object<InstanceMetadataDefaults>(metadata =>
    {
        var tokens = metadata.Optional("httpTokens", Words("required", "optional", "no-preference"), null, "required is IMDSv2 alone", () => "no-preference");
        var hops = metadata.Optional(
            "hopLimit", Shape.Integer(0, 64).Select(value => (int?)value), null, "How many hops an answer with a token may travel: 1 for the instance alone, 2 for containers on it, 0 for no preference", () => 0);
        var endpoint = metadata.Optional("httpEndpoint", s_switch, null, "Whether the metadata service answers at all", () => "no-preference");
        var tags = metadata.Optional("instanceTags", s_switch, null, "Whether an instance's tags can be read there", () => "no-preference");
        var enforced = metadata.Optional("tokensEnforced", s_switch, null, "Whether a launch that asks for IMDSv1 fails, instead of going against the default", () => "no-preference");
        return fields => new() { HttpTokens = tokens.Of(fields), HopLimit = hops.Of(fields), HttpEndpoint = endpoint.Of(fields), InstanceTags = tags.Of(fields), TokensEnforced = enforced.Of(fields) };
    });

    private static Shape<PasswordPolicyDefaults> Password => Shape.Object<PasswordPolicyDefaults>(password =>
    {
        var enabled = password.Optional("enabled", s_flag, null, "Whether the account has rules of its own; without them AWS's default rules hold", () => true);
        var length = password.Optional("minimumLength", Number(6, 128), null, "Characters at least", () => 6);
        var upper = password.Optional("requireUppercase", s_flag, null, "Whether an uppercase letter is needed", () => false);
        var lower = password.Optional("requireLowercase", s_flag, null, "Whether a lowercase letter is needed", () => false);
        var numbers = password.Optional("requireNumbers", s_flag, null, "Whether a digit is needed", () => false);
        var symbols = password.Optional("requireSymbols", s_flag, null, "Whether a symbol is needed", () => false);
        var change = password.Optional("usersMayChange", s_flag, null, "Whether users may change their own passwords", () => false);
        var age = password.Optional("maxAgeDays", Number(0, 1_095), null, "Days until a password must be changed; 0 for never", () => 0);
        var reuse = password.Optional("reusePrevention", Number(0, 24), null, "How many former passwords may not come back; 0 for none", () => 0);
        var hard = password.Optional("hardExpiry", s_flag, null, "Whether only an administrator can mend a password that ran out", () => false);
        return fields => new()
        {
            Enabled = enabled.Of(fields),
            MinimumLength = length.Of(fields),
            RequireUppercase = upper.Of(fields),
            RequireLowercase = lower.Of(fields),
            RequireNumbers = numbers.Of(fields),
            RequireSymbols = symbols.Of(fields),
            UsersMayChange = change.Of(fields),
            MaxAgeDays = age.Of(fields),
            ReusePrevention = reuse.Of(fields),
            HardExpiry = hard.Of(fields),
        };
    });

    /// <summary>An analyzer's switches, of an account or of the organization.</summary>
    public static Shape<AnalyzerDefaults> Analyzer => Shape.Object<AnalyzerDefaults>(analyzer =>
    {
        var external = analyzer.Optional("externalAccess", s_flag, null, "Whether an analyzer in each governed region looks for what is shared outside; AWS takes nothing for it", () => false);
        var unused = analyzer.Optional(
            "unusedAccess", s_flag, null, "Whether an analyzer in the home region looks for access that nobody uses; AWS charges for every role and user each month, so it is off unless declared", () => false);
        var days = analyzer.Optional("unusedAccessDays", Number(1, 365), null, "Days without use after which access counts as unused", () => 90);
        return fields => new() { ExternalAccess = external.Of(fields), UnusedAccess = unused.Of(fields), UnusedAccessDays = days.Of(fields) };
    });

    private static Shape<int?> Number(int minimum, int maximum) => Shape.Integer(minimum, maximum).Select(value => (int?)value);

    private static Shape<string?> Words(params string[] words) => Shape.Choice<string?>([.. words.Select(word => (word, (string?)word))]);
}
