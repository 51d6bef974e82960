using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda;

/// <summary>The header Lambda-Runtime-Cognito-Identity: <c>cognitoIdentityId</c> and <c>cognitoIdentityPoolId</c>. What is missing is empty.</summary>
internal sealed record CallingIdentity(string IdentityId, string IdentityPoolId) : ICognitoIdentity
{
    /// <summary>Reads the header; null where there is none or it is no object.</summary>
    public static CallingIdentity? Read(string? header) =>
        CallerJson.Read(header) is { } root ? new(CallerJson.Text(root, "cognitoIdentityId"), CallerJson.Text(root, "cognitoIdentityPoolId")) : null;
}
