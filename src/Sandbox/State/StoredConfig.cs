namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Config keeps in one account and region.</summary>
internal sealed record StoredConfig;
