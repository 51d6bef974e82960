using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Finds credentials in the order of AWS's tools: environment, web identity, profile (keys, role, process, Identity Center), container, instance.</summary>
/// <remarks>
/// The SDK's own chain ends at the instance metadata service with up to 35 seconds of retries (AWSSDK.Core 4.1.0, DefaultAWSCredentialsIdentityResolver),
/// which is how long a laptop without credentials would be kept waiting; here a connection is tried for a second first. It also keeps file watchers, which a short run does not need.
/// </remarks>
internal static class CredentialChain
{
    private static readonly TimeSpan s_metadataProbe = TimeSpan.FromSeconds(1);

    /// <summary>Finds credentials; may read files, run a credential process or ask the network.</summary>
    /// <exception cref="AwsSetupException">None were found, or those found cannot be used.</exception>
    public static async Task<AWSCredentials> FindAsync(CancellationToken cancellationToken)
    {
        if (AwsEnvironment.Variable("AWS_ACCESS_KEY_ID") is not null && AwsEnvironment.Variable("AWS_SECRET_ACCESS_KEY") is not null)
        {
            return new EnvironmentVariablesAWSCredentials();
        }

        if (AwsEnvironment.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not null && AwsEnvironment.Variable("AWS_ROLE_ARN") is not null)
        {
            return AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables();
        }

        if (FromProfile() is { } fromProfile)
        {
            return fromProfile;
        }

        if (AwsEnvironment.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is not null || AwsEnvironment.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not null)
        {
            return new GenericContainerCredentials();
        }

        return await InstanceAnswersAsync(cancellationToken) ? new InstanceProfileAWSCredentials() : throw None();
    }

    private static AWSCredentials? FromProfile()
    {
        var name = AwsEnvironment.ProfileName;
        if (!AwsEnvironment.Profile(out var profile))
        {
            return name == "default" ? null : throw new AwsSetupException(
                "unknown-profile",
                $"AWS profile \"{name}\" does not exist",
                "name a profile of ~/.aws/config in AWS_PROFILE; `aws configure list-profiles` lists them");
        }

        if (!profile.CanCreateAWSCredentials)
        {
            return name == "default" ? null : throw new AwsSetupException(
                "profile-without-credentials",
                $"AWS profile \"{name}\" names no credentials",
                "give it sso_session, role_arn with source_profile, credential_process or keys");
        }

        try
        {
            return AWSCredentialsFactory.GetAWSCredentials(profile, new CredentialProfileStoreChain());
        }
        catch (AmazonClientException e)
        {
            throw new AwsSetupException("unusable-profile", $"AWS profile \"{name}\" cannot be used: {e.Message}", "mend the profile in ~/.aws/config", e);
        }
    }

    /// <summary>Whether anything listens where EC2 offers instance metadata.</summary>
    private static async Task<bool> InstanceAnswersAsync(CancellationToken cancellationToken)
    {
        if (string.Equals(AwsEnvironment.Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var endpoint = Uri.TryCreate(AwsEnvironment.Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"), UriKind.Absolute, out var own) ? own : new("http://169.254.169.254/");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(s_metadataProbe);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint.Host.Trim('[', ']'), endpoint.Port, bound.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static AwsSetupException None() => new(
        "no-credentials",
        "no AWS credentials were found: not in the environment, not in ~/.aws, not from a container or instance role",
        "sign in with `aws sso login` and set AWS_PROFILE, or run with --rehearse, which needs none");
}
