namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>A session could not take its role in an account; the cause is what STS answered.</summary>
internal sealed class RoleNotAssumedException(string accountId, string roleArn, string? principal, Exception cause)
    : Exception($"role '{roleArn}' could not be assumed: {cause.Message}", cause)
{
    /// <summary>Twelve digits.</summary>
    public string AccountId { get; } = accountId;

    /// <summary>The role that was asked for.</summary>
    public string RoleArn { get; } = roleArn;

    /// <summary>Who asked, as an ARN where that is known.</summary>
    public string? Principal { get; } = principal;
}
