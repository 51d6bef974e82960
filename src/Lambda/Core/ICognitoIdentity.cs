namespace Amazon.Lambda.Core;

/// <summary>Who calls through Amazon Cognito.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
