namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Who our own credentials belong to, as STS tells.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Arn">The user or role session.</param>
internal sealed record AwsIdentity(string AccountId, string Arn);
