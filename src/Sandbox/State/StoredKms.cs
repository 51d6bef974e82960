namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Kms keeps in one account and region.</summary>
internal sealed record StoredKms;
