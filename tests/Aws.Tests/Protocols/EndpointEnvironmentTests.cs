using Amazon.SSOAdmin;
using SecretScoops.Governance.Aws.Tests.Sessions;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Protocols;

/// <summary>Endpoints that the environment names.</summary>
[Collection(nameof(OwnEnvironment))]
public sealed class EndpointEnvironmentTests
{
    [Theory]
    [InlineData("AWS_ENDPOINT_URL", "http://127.0.0.1:4566/")]
    [InlineData("AWS_ENDPOINT_URL_SSO_ADMIN", "http://127.0.0.1:4567/")]
    public void The_environment_names_an_endpoint(string variable, string endpoint)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        try
        {
            Environment.SetEnvironmentVariable(variable, endpoint);

            Assert.Equal(endpoint, new AmazonSSOAdminConfig().DetermineServiceOperationEndpoint(new(null)).URL);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
