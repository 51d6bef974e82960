namespace SecretScoops.Governance.Policies;

/// <summary>What is done about something that breaks a rule. In order of boldness: a smaller value dares more.</summary>
internal enum RemediationMode
{
    /// <summary>It is fixed at once, or after the grace.</summary>
    Auto,

    /// <summary>The fix waits until somebody approves it.</summary>
    Approve,

    /// <summary>Somebody is told, and nothing is touched.</summary>
    Alert,
}
