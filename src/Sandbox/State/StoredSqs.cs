namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Sqs keeps in one account and region.</summary>
internal sealed record StoredSqs;
