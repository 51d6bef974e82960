using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>What decides on an endpoint.</summary>
internal sealed class ServiceEndpointParameters : EndpointParameters
{
    /// <summary>The region; null where only <see cref="Url"/> is configured.</summary>
    public string? Region { get; init; }

    /// <summary>The endpoint as configured: <c>ServiceURL</c>, <c>AWS_ENDPOINT_URL…</c> or a profile's <c>endpoint_url</c>; null for AWS's own.</summary>
    public string? Url { get; init; }

    /// <summary>Endpoints with FIPS 140 cryptography.</summary>
    public bool Fips { get; init; }

    /// <summary>Endpoints with IPv6.</summary>
    public bool DualStack { get; init; }

    /// <summary>The parameters that a client's configuration gives.</summary>
    public static ServiceEndpointParameters From(IClientConfig config)
    {
        // Reading ServiceURL is what makes the SDK look at environment and profile, and setting it clears the region: so it is read first.
        var url = config.ServiceURL;
        var region = config.RegionEndpoint?.SystemName;
        if (region is null && !string.IsNullOrEmpty(url))
        {
            region = string.IsNullOrEmpty(config.AuthenticationRegion) ? AWSSDKUtils.DetermineRegion(url) : config.AuthenticationRegion;
        }

        return new ServiceEndpointParameters { Region = region, Url = url, Fips = config.UseFIPSEndpoint, DualStack = config.UseDualstackEndpoint };
    }
}

/// <summary>The endpoint rules of the services here: a configured URL, else a partition's one endpoint, else <c>prefix.region.suffix</c>.</summary>
internal sealed class ServiceEndpointProvider(ServiceSchema service) : IEndpointProvider
{
    /// <inheritdoc/>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var given = (ServiceEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(given.Url))
        {
            return new Endpoint(given.Url);
        }

        var region = RegionEndpoint.GetBySystemName(given.Region ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured"));
        var host = GlobalIn(region)?.Host ?? $"{service.EndpointPrefix}.{region.SystemName}.{region.PartitionDnsSuffix}";
        if (given.Fips && host.StartsWith(service.EndpointPrefix + ".", StringComparison.Ordinal))
        {
            host = service.EndpointPrefix + "-fips" + host[service.EndpointPrefix.Length..];
        }

        if (given.DualStack && host.EndsWith(region.PartitionDnsSuffix, StringComparison.Ordinal))
        {
            host = host[..^region.PartitionDnsSuffix.Length] + DualStackSuffix(region.PartitionName);
        }

        return new Endpoint("https://" + host);
    }

    /// <summary>The service's one endpoint in the region's partition; null for a regional service.</summary>
    public GlobalEndpoint? GlobalIn(RegionEndpoint region) =>
        service.GlobalEndpoints.Where(endpoint => endpoint.Partition == region.PartitionName).Select(static endpoint => (GlobalEndpoint?)endpoint).FirstOrDefault();

    // botocore's partitions.json, "dualStackDnsSuffix", read 2026-11.
    private static string DualStackSuffix(string partition) => partition == "aws-cn" ? "api.amazonwebservices.com.cn" : "api.aws";
}

/// <summary>Puts the endpoint into the request, and the region to sign for where a service has one endpoint for a whole partition.</summary>
internal sealed class ServiceEndpointResolver(ServiceSchema service) : BaseEndpointResolver
{
    private readonly ServiceEndpointProvider provider = new(service);

    /// <inheritdoc/>
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ServiceEndpointParameters.From(requestContext.ClientConfig);

    /// <inheritdoc/>
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
        var context = executionContext.RequestContext;
        InjectHostPrefix(context);
        var given = (ServiceEndpointParameters)parameters;
        if (given.Region is { } region && provider.GlobalIn(RegionEndpoint.GetBySystemName(region)) is { } only)
        {
            // A region that the user configures for signing (AuthenticationRegion) wins: the base class sets it after this.
            context.Request.AuthenticationRegion = only.SigningRegion;
        }
    }
}
