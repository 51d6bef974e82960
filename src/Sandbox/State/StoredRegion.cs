namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What one account has in one region, service by service; null until a service is first used there.</summary>
internal sealed record StoredRegion
{
    /// <summary>False where the account has not enabled the region: credentials are unknown there.</summary>
    public bool Disabled { get; set; }

    public StoredCloudTrail? CloudTrail { get; set; }

    public StoredConfig? Config { get; set; }

    public StoredSecurityHub? SecurityHub { get; set; }

    public StoredGuardDuty? GuardDuty { get; set; }

    public StoredKms? Kms { get; set; }

    public StoredSns? Sns { get; set; }

    public StoredSqs? Sqs { get; set; }

    public StoredEvents? Events { get; set; }

    public StoredEc2? Ec2 { get; set; }

    public StoredAccessAnalyzer? AccessAnalyzer { get; set; }

    public StoredLogs? Logs { get; set; }

    public StoredDynamoDb? DynamoDb { get; set; }
}
