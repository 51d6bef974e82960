using System.Net;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>The door in process: stands where the SDK's HTTP client has its connection. No port is opened.</summary>
internal sealed class SandboxHandler(LocalCloud cloud) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return await AnswerAsync(request, body);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, byte[] body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = values.ToString();
        }

        headers.TryAdd("Host", request.RequestUri!.Authority);
        var answer = await cloud.AnswerAsync(new WireRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Headers = headers,
            Body = body,
            RequestId = Guid.NewGuid().ToString(),
        });
        return Response(request, answer);
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, WireResponse answer)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ReadOnlyMemoryContent(answer.Body) };
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
