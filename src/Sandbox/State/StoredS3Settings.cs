namespace SecretScoops.Governance.Sandbox.State;

/// <summary>S3 settings of one account.</summary>
internal sealed record StoredS3Settings
{
    /// <summary>Null until it was set.</summary>
    public StoredPublicAccessBlock? PublicAccessBlock { get; set; }
}

/// <summary>S3 Block Public Access, of an account or a bucket.</summary>
internal sealed record StoredPublicAccessBlock
{
    public bool BlockPublicAcls { get; set; }

    public bool IgnorePublicAcls { get; set; }

    public bool BlockPublicPolicy { get; set; }

    public bool RestrictPublicBuckets { get; set; }
}
