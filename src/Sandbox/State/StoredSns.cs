namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Sns keeps in one account and region.</summary>
internal sealed record StoredSns;
