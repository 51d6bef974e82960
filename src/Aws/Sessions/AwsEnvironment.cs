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

    /// <summary>AWS_PROFILE, else <c>default</c>.</summary>
    public static string ProfileName => DefaultAWSCredentialsIdentityResolver.GetProfileName();

    /// <summary>An environment variable; null when absent or blank.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
