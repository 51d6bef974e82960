namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What SecurityHub keeps in one account and region.</summary>
internal sealed record StoredSecurityHub;
