using System.Net;
using System.Text;
using Amazon;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Protocols;

/// <summary>Where a client calls, and what for it signs.</summary>
public sealed class EndpointTests
{
    private static readonly BasicAWSCredentials Credentials = new("AKIAIOSFODNN7EXAMPLE", "secret");

    [Theory]
    [InlineData("eu-west-1", "organizations.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("cn-north-1", "organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("us-gov-east-1", "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    public async Task Organizations_has_one_endpoint_in_a_partition_and_signs_for_its_region(string region, string host, string signed)
    {
        using var handler = new CountingHandler(static _ => Answer("{}"));
        using var client = new AmazonOrganizationsClient(Credentials, new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), HttpClientFactory = new OneHandlerFactory(handler) });

        await client.ListRootsAsync(new ListRootsRequest(), TestContext.Current.CancellationToken);

        Assert.Equal(host, handler.LastUri!.Host);
        Assert.Contains($"/{signed}/organizations/aws4_request", handler.LastAuthorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-central-1", "https://sso.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://sso.cn-north-1.amazonaws.com.cn")]
    public void Regional_services_follow_region_and_partition(string region, string expected) =>
        Assert.Equal(expected, new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }.DetermineServiceOperationEndpoint(new(null)).URL);

    [Fact]
    public void Fips_and_dual_stack_are_followed() =>
        Assert.Equal(
            "https://identitystore-fips.us-east-1.api.aws",
            new AmazonIdentityStoreConfig { RegionEndpoint = RegionEndpoint.USEast1, UseFIPSEndpoint = true, UseDualstackEndpoint = true }.DetermineServiceOperationEndpoint(new(null)).URL);

    [Fact]
    public async Task A_gateways_page_is_no_missing_operation_and_is_tried_again()
    {
        using var handler = new CountingHandler(static _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("<html>503</html>") });
        using var client = new AmazonOrganizationsClient(Credentials, new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.USEast1, MaxErrorRetry = 1, HttpClientFactory = new OneHandlerFactory(handler) });

        var refused = await Assert.ThrowsAsync<AmazonOrganizationsException>(() => client.ListRootsAsync(new ListRootsRequest(), TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("", refused.ErrorCode);
        Assert.Equal(2, handler.Count);
    }

    [Fact]
    public async Task An_answer_that_is_no_json_says_what_it_was()
    {
        using var handler = new CountingHandler(static _ => Answer("not json"));
        using var client = new AmazonOrganizationsClient(Credentials, new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.USEast1, MaxErrorRetry = 0, HttpClientFactory = new OneHandlerFactory(handler) });

        var fault = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.ListRootsAsync(new ListRootsRequest(), TestContext.Current.CancellationToken));

        Assert.Contains("no JSON", fault.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_html_with_a_status_of_success_is_no_answer_either()
    {
        using var handler = new CountingHandler(static _ => Answer("<!doctype html><title>Welcome</title>"));
        using var client = new AmazonOrganizationsClient(Credentials, new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.USEast1, HttpClientFactory = new OneHandlerFactory(handler) });

        var refused = await Assert.ThrowsAsync<AmazonOrganizationsException>(() => client.ListRootsAsync(new ListRootsRequest(), TestContext.Current.CancellationToken));

        Assert.Equal(SecretScoops.Governance.Aws.Protocols.NotOffered.Code, refused.ErrorCode);
        Assert.Equal(1, handler.Count);
    }

    private static HttpResponseMessage Answer(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
}
