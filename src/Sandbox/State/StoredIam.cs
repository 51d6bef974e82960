namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What IAM keeps in one account.</summary>
internal sealed record StoredIam;
