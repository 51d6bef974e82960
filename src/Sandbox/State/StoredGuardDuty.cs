namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What GuardDuty keeps in one account and region.</summary>
internal sealed record StoredGuardDuty;
