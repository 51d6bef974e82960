namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What Ec2 keeps in one account and region.</summary>
internal sealed record StoredEc2;
