namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>Who calls, and where: what the door found out from the signature before the operation runs.</summary>
/// <param name="AccountId">The account in which the call is made, twelve digits.</param>
/// <param name="Region">The region the request was signed for.</param>
/// <param name="PrincipalArn">The ARN of the user or role session that calls.</param>
/// <param name="PrincipalId">The principal's unique id (<c>AROA…:session</c>), as GetCallerIdentity tells it.</param>
/// <param name="SessionPolicy">What AssumeRole was told to cut the session's rights down to; null for no cut.</param>
internal sealed record Call(string AccountId, string Region, string PrincipalArn, string PrincipalId = "", string? SessionPolicy = null);
