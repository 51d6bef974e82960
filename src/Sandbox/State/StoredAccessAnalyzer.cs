namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What AccessAnalyzer keeps in one account and region.</summary>
internal sealed record StoredAccessAnalyzer;
