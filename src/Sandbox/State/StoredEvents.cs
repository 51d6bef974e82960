namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Events keeps in one account and region.</summary>
internal sealed record StoredEvents;
