namespace SecretScoops.Governance.Policies;

/// <summary>How urgent it is that somebody learns of something.</summary>
internal enum AlertSeverity
{
    Critical,
    High,
    Medium,
    Low,
}
