using Amazon.Runtime;

namespace SecretScoops.Governance.Aws.Tests.Protocols;

/// <summary>Counts the requests that really leave, keeps the last, and answers them itself where it is given an answer.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    private readonly Func<HttpRequestMessage, HttpResponseMessage>? answer;

    public CountingHandler(Func<HttpRequestMessage, HttpResponseMessage>? answer = null)
    {
        this.answer = answer;
        InnerHandler = new HttpClientHandler();
    }

    /// <summary>How many requests there were.</summary>
    public int Count { get; private set; }

    /// <summary>The last request's address.</summary>
    public Uri? LastUri { get; private set; }

    /// <summary>The last request's signature.</summary>
    public string? LastAuthorization { get; private set; }

    /// <summary>The last request's body.</summary>
    public string? LastBody { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Count++;
        LastUri = request.RequestUri;
        LastAuthorization = request.Headers.TryGetValues("Authorization", out var values) ? string.Concat(values) : null;
        LastBody = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        return answer is null ? await base.SendAsync(request, cancellationToken) : answer(request);
    }
}

/// <summary>Has the SDK use a handler of ours.</summary>
internal sealed class OneHandlerFactory(HttpMessageHandler handler) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
