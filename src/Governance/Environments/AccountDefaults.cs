namespace SecretScoops.Governance.Environments;

/// <summary>What a thing of AWS's own shall be: gone, there, or left as it is.</summary>
internal enum Presence
{
    /// <summary>Left as it is; what other files inherit is not.</summary>
    Keep,

    /// <summary>Taken away, and kept away.</summary>
    Absent,

    /// <summary>There, as AWS makes it.</summary>
    Present,
}

/// <summary>
/// What holds for an account as a whole, and for each of its governed regions. Each property is optional: null is not managed. Laid over another,
/// what is said here wins, property by property, down into objects.
/// </summary>
internal sealed record AccountDefaults
{
    public PublicAccessDefaults? S3PublicAccess { get; init; }

    public EbsEncryptionDefaults? EbsEncryption { get; init; }

    public InstanceMetadataDefaults? InstanceMetadata { get; init; }

    public PasswordPolicyDefaults? PasswordPolicy { get; init; }

    /// <summary><see cref="Presence.Absent"/>: no default security group has a rule.</summary>
    public Presence? DefaultSecurityGroupRules { get; init; }

    public Presence? DefaultVpc { get; init; }

    public AnalyzerDefaults? AccessAnalyzer { get; init; }

    /// <summary>As EC2 spells it: <c>block-new-sharing</c>, <c>unblocked</c>.</summary>
    public string? ImagePublicAccess { get; init; }

    /// <summary>As EC2 spells it: <c>block-all-sharing</c>, <c>block-new-sharing</c>, <c>unblocked</c>.</summary>
    public string? SnapshotPublicAccess { get; init; }

    public bool? SerialConsole { get; init; }

    /// <summary>This, and what it does not say from below.</summary>
    public AccountDefaults Over(AccountDefaults below) => new()
    {
        S3PublicAccess = S3PublicAccess?.Over(below.S3PublicAccess) ?? below.S3PublicAccess,
        EbsEncryption = EbsEncryption?.Over(below.EbsEncryption) ?? below.EbsEncryption,
        InstanceMetadata = InstanceMetadata?.Over(below.InstanceMetadata) ?? below.InstanceMetadata,
        PasswordPolicy = PasswordPolicy?.Over(below.PasswordPolicy) ?? below.PasswordPolicy,
        DefaultSecurityGroupRules = DefaultSecurityGroupRules ?? below.DefaultSecurityGroupRules,
        DefaultVpc = DefaultVpc ?? below.DefaultVpc,
        AccessAnalyzer = AccessAnalyzer?.Over(below.AccessAnalyzer) ?? below.AccessAnalyzer,
        ImagePublicAccess = ImagePublicAccess ?? below.ImagePublicAccess,
        SnapshotPublicAccess = SnapshotPublicAccess ?? below.SnapshotPublicAccess,
        SerialConsole = SerialConsole ?? below.SerialConsole,
    };
}

/// <summary>S3 Block Public Access of an account. A flag that nobody names is on: the account is named here to be closed.</summary>
internal sealed record PublicAccessDefaults
{
    public bool? BlockPublicAcls { get; init; }

    public bool? IgnorePublicAcls { get; init; }

    public bool? BlockPublicPolicy { get; init; }

    public bool? RestrictPublicBuckets { get; init; }

    public PublicAccessDefaults Over(PublicAccessDefaults? below) => new()
    {
        BlockPublicAcls = BlockPublicAcls ?? below?.BlockPublicAcls,
        IgnorePublicAcls = IgnorePublicAcls ?? below?.IgnorePublicAcls,
        BlockPublicPolicy = BlockPublicPolicy ?? below?.BlockPublicPolicy,
        RestrictPublicBuckets = RestrictPublicBuckets ?? below?.RestrictPublicBuckets,
    };
}

/// <summary>Encryption of new EBS volumes.</summary>
internal sealed record EbsEncryptionDefaults
{
    /// <summary>The word for AWS's own key.</summary>
    public const string AwsManaged = "aws-managed";

    public bool? Enabled { get; init; }

    /// <summary><see cref="AwsManaged"/>, or the name of a key that the landing zone declares for this account and region.</summary>
    public string? Key { get; init; }

    public EbsEncryptionDefaults Over(EbsEncryptionDefaults? below) => new() { Enabled = Enabled ?? below?.Enabled, Key = Key ?? below?.Key };
}

/// <summary>Instance metadata of new instances, as EC2 spells it. What nobody names has <c>no-preference</c>.</summary>
internal sealed record InstanceMetadataDefaults
{
    public string? HttpTokens { get; init; }

    /// <summary>0 for no preference.</summary>
    public int? HopLimit { get; init; }

    public string? HttpEndpoint { get; init; }

    public string? InstanceTags { get; init; }

    public string? TokensEnforced { get; init; }

    public InstanceMetadataDefaults Over(InstanceMetadataDefaults? below) => new()
    {
        HttpTokens = HttpTokens ?? below?.HttpTokens,
        HopLimit = HopLimit ?? below?.HopLimit,
        HttpEndpoint = HttpEndpoint ?? below?.HttpEndpoint,
        InstanceTags = InstanceTags ?? below?.InstanceTags,
        TokensEnforced = TokensEnforced ?? below?.TokensEnforced,
    };
}

/// <summary>Rules for passwords of IAM users. What nobody names is as AWS has it when a policy is set: six characters, nothing required.</summary>
internal sealed record PasswordPolicyDefaults
{
    /// <summary>False: the account has no policy of its own, and AWS's default rules hold.</summary>
    public bool? Enabled { get; init; }

    public int? MinimumLength { get; init; }

    public bool? RequireUppercase { get; init; }

    public bool? RequireLowercase { get; init; }

    public bool? RequireNumbers { get; init; }

    public bool? RequireSymbols { get; init; }

    public bool? UsersMayChange { get; init; }

    /// <summary>Days; 0 for never.</summary>
    public int? MaxAgeDays { get; init; }

    /// <summary>How many former passwords may not come back; 0 for none.</summary>
    public int? ReusePrevention { get; init; }

    public bool? HardExpiry { get; init; }

    public PasswordPolicyDefaults Over(PasswordPolicyDefaults? below) => new()
    {
        Enabled = Enabled ?? below?.Enabled,
        MinimumLength = MinimumLength ?? below?.MinimumLength,
        RequireUppercase = RequireUppercase ?? below?.RequireUppercase,
        RequireLowercase = RequireLowercase ?? below?.RequireLowercase,
        RequireNumbers = RequireNumbers ?? below?.RequireNumbers,
        RequireSymbols = RequireSymbols ?? below?.RequireSymbols,
        UsersMayChange = UsersMayChange ?? below?.UsersMayChange,
        MaxAgeDays = MaxAgeDays ?? below?.MaxAgeDays,
        ReusePrevention = ReusePrevention ?? below?.ReusePrevention,
        HardExpiry = HardExpiry ?? below?.HardExpiry,
    };
}

/// <summary>IAM Access Analyzer: what is shared outside, and what access nobody uses.</summary>
internal sealed record AnalyzerDefaults
{
    /// <summary>In each governed region.</summary>
    public bool? ExternalAccess { get; init; }

    /// <summary>In the home region alone, because it sees the same everywhere. AWS charges for each role and user a month.</summary>
    public bool? UnusedAccess { get; init; }

    /// <summary>Days without use after which access counts as unused.</summary>
    public int? UnusedAccessDays { get; init; }

    public AnalyzerDefaults Over(AnalyzerDefaults? below) => new()
    {
        ExternalAccess = ExternalAccess ?? below?.ExternalAccess,
        UnusedAccess = UnusedAccess ?? below?.UnusedAccess,
        UnusedAccessDays = UnusedAccessDays ?? below?.UnusedAccessDays,
    };
}
