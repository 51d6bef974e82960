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

        if (await FromProfileAsync(cancellationToken) is { } fromProfile)
        {
            return fromProfile;
        }

        if (AwsEnvironment.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is not null || AwsEnvironment.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not null)
        {
            return new GenericContainerCredentials();
        }

        return await InstanceAnswersAsync(cancellationToken) ? new InstanceProfileAWSCredentials() : throw None();
    }

    private static async Task<AWSCredentials?> FromProfileAsync(CancellationToken cancellationToken)
    {
        var name = AwsEnvironment.ProfileName;
        var profiles = new CredentialProfileStoreChain();
        if (name == "default" && !(profiles.TryGetProfile(name, out var profile) && profile.CanCreateAWSCredentials))
        {
            return null;
        }

        return await OfProfileAsync(profiles, name, [], cancellationToken);
    }

    /// <summary>The credentials of a profile; its sources, when it has any, are found when they are needed.</summary>
    private static async Task<AWSCredentials> OfProfileAsync(CredentialProfileStoreChain profiles, string name, HashSet<string> seen, CancellationToken cancellationToken)
    {
        if (!profiles.TryGetProfile(name, out var profile))
        {
            throw new AwsSetupException(
                "unknown-profile",
                $"AWS profile \"{name}\" does not exist",
                "name a profile of ~/.aws/config in AWS_PROFILE; `aws configure list-profiles` lists them");
        }

        if (!profile.CanCreateAWSCredentials || !seen.Add(name))
        {
            throw new AwsSetupException(
                "profile-without-credentials",
                profile.CanCreateAWSCredentials ? $"AWS profile \"{name}\" is its own source" : $"AWS profile \"{name}\" names no credentials",
                "give it sso_session, role_arn with source_profile, credential_process or keys");
        }

        var options = profile.Options;
        if (options.RoleArn is null || options.WebIdentityTokenFile is not null)
        {
            return AWSCredentialsFactory.GetAWSCredentials(profile, profiles);
        }

        if (options.MfaSerial is not null)
        {
            throw new AwsSetupException(
                "profile-asks-for-mfa",
                $"AWS profile \"{name}\" asks for a code from '{options.MfaSerial}', which this tool does not prompt for",
                $"export the session: eval \"$(aws configure export-credentials --profile {name} --format env)\"");
        }

        Func<Task<AWSCredentials>> source = options.SourceProfile is { } sourceProfile
            ? () => OfProfileAsync(profiles, sourceProfile, [.. seen], CancellationToken.None)
            : () => OfSourceAsync(options.CredentialSource, CancellationToken.None);
        return new ProfileRole(source, options, AwsEnvironment.Region() ?? profile.Region?.SystemName ?? "us-east-1", TimeProvider.System);
    }

    /// <summary><c>credential_source</c>, as the AWS CLI's configuration guide lists it.</summary>
    private static async Task<AWSCredentials> OfSourceAsync(string? source, CancellationToken cancellationToken) => source switch
    {
        "Environment" => new EnvironmentVariablesAWSCredentials(),
        "EcsContainer" => new GenericContainerCredentials(),
        _ => await InstanceAnswersAsync(cancellationToken) ? new InstanceProfileAWSCredentials() : throw None(),
    };

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
