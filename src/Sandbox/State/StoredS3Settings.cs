namespace SecretScoops.Governance.Sandbox.State;

/// <summary>S3 settings of one account.</summary>
internal sealed record StoredS3Settings;
