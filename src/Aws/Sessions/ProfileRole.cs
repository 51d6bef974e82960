using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>A profile's <c>role_arn</c>, assumed with its source's credentials and renewed by the SDK's base class.</summary>
/// <remarks>
/// The SDK's AssumeRoleAWSCredentials finds its STS client by reflection, or asks a registered factory that it tells nothing of the source
/// credentials (AWSSDK.Core 4.1.0): neither works in a native binary.
/// </remarks>
internal sealed class ProfileRole(Func<Task<AWSCredentials>> source, CredentialProfileOptions profile, string region, TimeProvider time) : RefreshingAWSCredentials
{
    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var config = new AmazonSecurityTokenServiceConfig();
        if (config.ServiceURL is { } endpoint)
        {
            // Set, not only read: otherwise the SDK's later look for a region forgets it.
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        using var sts = new AmazonSecurityTokenServiceClient(await source(), config);
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = profile.RoleArn,
            RoleSessionName = profile.RoleSessionName ?? $"secret-scoops-{time.GetUtcNow().ToUnixTimeSeconds()}",
            ExternalId = profile.ExternalID,
        });
        var given = answer.Credentials;
        return new(new(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration!.Value.ToUniversalTime());
    }
}
