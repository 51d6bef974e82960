using System.Net;
using Amazon.Runtime;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>Leads the SDK's requests to one wire service, without a port.</summary>
internal sealed class WireHandler(IWireService service, Action<WireRequest>? watch) : HttpMessageHandler
{
    private static readonly Call Caller = new("111111111111", "us-east-1", "arn:aws:iam::111111111111:root");

    /// <summary>The SDK's request as it would come over the wire.</summary>
    public static async Task<WireRequest> Read(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Host"] = request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? []))
        {
            headers[name] = values.ToString();
        }

        return new WireRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Headers = headers,
            Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            RequestId = "request-1",
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var wire = await Read(request, cancellationToken);
        watch?.Invoke(wire);
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
internal sealed class WireClientFactory(IWireService service, Action<WireRequest>? watch) : HttpClientFactory
{
#pragma warning disable CA2000 // The client disposes of its handler.
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new WireHandler(service, watch));
#pragma warning restore CA2000

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public static T Configure<T>(T config, IWireService service, Action<WireRequest>? watch = null)
        where T : ClientConfig
    {
        config.ServiceURL = "http://wire.test";
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new WireClientFactory(service, watch);
        return config;
    }
}
