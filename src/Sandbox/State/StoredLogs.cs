namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Logs keeps in one account and region.</summary>
internal sealed record StoredLogs;
