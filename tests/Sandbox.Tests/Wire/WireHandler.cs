using System.Net;
using Amazon.Runtime;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>Leads the SDK's requests to one wire service, without a port.</summary>
internal sealed class WireHandler(IWireService service) : HttpMessageHandler
{
    private static readonly Call Caller = new("111111111111", "us-east-1", "arn:aws:iam::111111111111:root");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
        var wire = new WireRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Headers = headers.ToDictionary(static header => header.Key, static header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
            Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            RequestId = "request-1",
        };
        var answer = service.Invoke(wire, Caller);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body.ToArray()), RequestMessage = request };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}

/// <summary>Has the SDK use a handler of ours.</summary>
internal sealed class WireClientFactory(IWireService service) : HttpClientFactory
{
#pragma warning disable CA2000 // The client disposes of its handler.
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new WireHandler(service));
#pragma warning restore CA2000

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public static T Configure<T>(T config, IWireService service)
        where T : ClientConfig
    {
        config.ServiceURL = "http://wire.test";
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new WireClientFactory(service);
        return config;
    }
}
