using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>What environment variables and <c>~/.aws</c> say, read when asked.</summary>
internal static class AwsEnvironment
{
    /// <summary>AWS_REGION, AWS_DEFAULT_REGION, the profile's region; null when none says. Instance metadata is not asked: it may keep a laptop waiting.</summary>
    public static string? Region() =>
        Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? (Profile(out var profile) ? profile.Region?.SystemName : null);

    /// <summary>The profile in use, when it exists in <c>~/.aws</c> (or where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE point).</summary>
    public static bool Profile(out CredentialProfile profile) => new CredentialProfileStoreChain().TryGetProfile(ProfileName, out profile);

    /// <summary>The SDK takes AWS_ENDPOINT_URL as it is, and fails over it at the first call, each service in words of its own.</summary>
    /// <exception cref="AwsSetupException">It is no address.</exception>
    public static void CheckEndpoint()
    {
        if (Variable("AWS_ENDPOINT_URL") is { } said && (!Uri.TryCreate(said, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            throw new AwsSetupException("bad-endpoint", $"AWS_ENDPOINT_URL is \"{said}\", which is no address", "write it as http://127.0.0.1:4566, or unset it to work on AWS");
        }
    }

    /// <summary>AWS_PROFILE, else <c>default</c>.</summary>
    public static string ProfileName => DefaultAWSCredentialsIdentityResolver.GetProfileName();

    /// <summary>An environment variable; null when absent or blank.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
