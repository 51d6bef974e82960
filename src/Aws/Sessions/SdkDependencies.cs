using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>The clients that the SDK's own credential sources need: named here because, trimmed, it cannot find them by reflection.</summary>
internal static class SdkDependencies
{
    /// <summary>Registers them; doing so again changes nothing.</summary>
    public static void Register()
    {
        var registry = GlobalRuntimeDependencyRegistry.Instance;
        registry.RegisterSecurityTokenServiceClient(static context => new AmazonSecurityTokenServiceClient(
            new AnonymousAWSCredentials(),
            new AmazonSecurityTokenServiceConfig { RegionEndpoint = context.SecurityTokenServiceClientContextData?.Region }));
        registry.RegisterSSOClient(static context => new AmazonSSOClient(
            new AnonymousAWSCredentials(),
            new AmazonSSOConfig { RegionEndpoint = context.SSOClientContextData?.Region }));
        registry.RegisterSSOOIDCClient(static context => new AmazonSSOOIDCClient(
            new AnonymousAWSCredentials(),
            new AmazonSSOOIDCConfig { RegionEndpoint = context.SSOOIDCClientContextData?.Region }));
    }
}
