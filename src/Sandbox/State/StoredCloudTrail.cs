namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What CloudTrail keeps in one account and region.</summary>
internal sealed record StoredCloudTrail;
