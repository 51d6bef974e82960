namespace SecretScoops.Governance;

/// <summary>How urgent it is that somebody learns of something.</summary>
internal enum AlertSeverity
{
    Critical,
    High,
    Medium,
    Low,
}
