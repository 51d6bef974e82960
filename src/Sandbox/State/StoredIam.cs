namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What IAM keeps in one account.</summary>
internal sealed record StoredIam
{
    public List<StoredIamRole> Roles { get; set; } = [];

    /// <summary>Customer managed policies.</summary>
    public List<StoredIamPolicy> Policies { get; set; } = [];

    public List<StoredIamUser> Users { get; set; } = [];

    public List<StoredIamGroup> Groups { get; set; } = [];

    /// <summary>Null until there is one: AWS's default rules hold then, and cannot be read.</summary>
    public StoredPasswordPolicy? PasswordPolicy { get; set; }

    public string? Alias { get; set; }

    public List<StoredIdentityProvider> Providers { get; set; } = [];

    public List<StoredMfaDevice> MfaDevices { get; set; } = [];

    /// <summary>Null for what AWS gives: see <c>Iam/RootUser</c>.</summary>
    public StoredRootUser? Root { get; set; }

    /// <summary>When the credential report was last made.</summary>
    public DateTimeOffset? CredentialReportAt { get; set; }

    /// <summary>In the management account: <c>RootCredentialsManagement</c>, <c>RootSessions</c>.</summary>
    public List<string> OrganizationFeatures { get; set; } = [];
}

/// <summary>What users, groups and roles have in common.</summary>
internal abstract record StoredIamIdentity
{
    public required string Name { get; set; }

    public string Path { get; set; } = "/";

    public required string Id { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Inline policies by name.</summary>
    public SortedDictionary<string, string> Inline { get; set; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of attached managed policies.</summary>
    public List<string> Attached { get; set; } = [];

    public string? BoundaryArn { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A role.</summary>
internal sealed record StoredIamRole : StoredIamIdentity
{
    public required string Trust { get; set; }

    public string? Description { get; set; }

    public int MaxSessionDuration { get; set; } = 3600;

    /// <summary>The service that alone may change it; null for roles of the account's own.</summary>
    public string? LinkedTo { get; set; }
}

/// <summary>A user.</summary>
internal sealed record StoredIamUser : StoredIamIdentity
{
    public List<string> Groups { get; set; } = [];

    public List<StoredAccessKey> AccessKeys { get; set; } = [];

    /// <summary>When a password was set; null for users without one.</summary>
    public DateTimeOffset? PasswordAt { get; set; }

    public bool PasswordResetRequired { get; set; }
}

/// <summary>A group of users.</summary>
internal sealed record StoredIamGroup : StoredIamIdentity;

/// <summary>What the account's root user signs in with.</summary>
internal sealed record StoredRootUser
{
    public bool Password { get; set; }

    public bool Mfa { get; set; }

    /// <summary>How many, none to two.</summary>
    public int AccessKeys { get; set; }
}

/// <summary>An access key of a user.</summary>
internal sealed record StoredAccessKey
{
    public required string Id { get; set; }

    public bool Active { get; set; } = true;

    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A customer managed policy.</summary>
internal sealed record StoredIamPolicy
{
    public required string Name { get; set; }

    public string Path { get; set; } = "/";

    public required string Id { get; set; }

    public string? Description { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Never used again, even after versions were deleted.</summary>
    public int LastVersion { get; set; } = 1;

    public string DefaultVersion { get; set; } = "v1";

    public List<StoredPolicyVersion> Versions { get; set; } = [];

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A version of a managed policy.</summary>
internal sealed record StoredPolicyVersion
{
    public required string Id { get; set; }

    public required string Document { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An account's rules for passwords of IAM users.</summary>
internal sealed record StoredPasswordPolicy
{
    public int MinimumLength { get; set; } = 6;

    public bool Symbols { get; set; }

    public bool Numbers { get; set; }

    public bool Uppercase { get; set; }

    public bool Lowercase { get; set; }

    public bool UsersMayChange { get; set; }

    /// <summary>Days; null for never.</summary>
    public int? MaxAge { get; set; }

    public int? Reuse { get; set; }

    public bool HardExpiry { get; set; }
}

/// <summary>An identity provider: OpenID Connect or SAML.</summary>
internal sealed record StoredIdentityProvider
{
    public required string Arn { get; set; }

    /// <summary>OpenID Connect; null for SAML.</summary>
    public string? Url { get; set; }

    public List<string> ClientIds { get; set; } = [];

    public List<string> Thumbprints { get; set; } = [];

    /// <summary>SAML; null for OpenID Connect.</summary>
    public string? Metadata { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A virtual MFA device.</summary>
internal sealed record StoredMfaDevice
{
    public required string SerialNumber { get; set; }

    public string? UserName { get; set; }

    public DateTimeOffset? EnabledAt { get; set; }
}
