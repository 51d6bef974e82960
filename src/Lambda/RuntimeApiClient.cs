using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SecretScoops.Governance.Lambda;

/// <summary>The Lambda runtime API, version 2018-06-01 (Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes", read 2026-11).</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const int LongestAnswer = 1_000;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeHeaderValue s_error = new("application/vnd.aws.lambda.error+json");

    private readonly HttpClient _http;
    private readonly string _base;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="address">Host and port.</param>
    /// <param name="patience">How long a post may take.</param>
    /// <param name="time">The clock for that.</param>
    public RuntimeApiClient(string address, TimeSpan patience, TimeProvider time)
    {
        (_base, _patience, _time) = ($"http://{address}/2018-06-01/runtime/", patience, time);

        // The API is on the same machine. No proxy, cookies, redirects or tracing: each would be looked for before the first call.
        var sockets = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            // An environment may be frozen for hours between two calls.
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        // AWS: "Do not set a timeout on the GET request as the response may be delayed."
        _http = new(sockets) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Waits for the next invocation, however long.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached, or answers something else.</exception>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{_base}invocation/next");
            // Once its headers are here, an invocation is ours: it is read to its end and answered.
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new RuntimeApiException($"the runtime API answered {await TellAsync(response, CancellationToken.None)} when asked for the next invocation");
            }

            return new()
            {
                RequestId = Header(response, "Lambda-Runtime-Aws-Request-Id")
                    ?? throw new RuntimeApiException("the runtime API handed over an invocation without Lambda-Runtime-Aws-Request-Id, so it cannot be answered"),
                Payload = await response.Content.ReadAsByteArrayAsync(CancellationToken.None),
                DeadlineMs = Header(response, "Lambda-Runtime-Deadline-Ms"),
                InvokedFunctionArn = Header(response, "Lambda-Runtime-Invoked-Function-Arn"),
                TraceId = Header(response, "Lambda-Runtime-Trace-Id"),
                ClientContext = Header(response, "Lambda-Runtime-Client-Context"),
                CognitoIdentity = Header(response, "Lambda-Runtime-Cognito-Identity"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Lost(e);
        }
    }

    /// <summary>Answers an invocation.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached, or failed.</exception>
    public Task<Refusal?> RespondAsync(string requestId, ReadOnlyMemory<byte> response) =>
        PostAsync($"invocation/{Uri.EscapeDataString(requestId)}/response", response, s_json, null);

    /// <summary>Says that an invocation failed.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached, or failed.</exception>
    public Task<Refusal?> FailAsync(string requestId, FunctionError error) =>
        PostAsync($"invocation/{Uri.EscapeDataString(requestId)}/error", error.ToJson(), s_error, error.HeaderType);

    /// <summary>Says that the function could not be made ready.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached, or failed.</exception>
    public Task<Refusal?> FailInitAsync(FunctionError error) => PostAsync("init/error", error.ToJson(), s_error, error.HeaderType);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Refusal?> PostAsync(string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? errorType)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        try
        {
            using var content = new ReadOnlyMemoryContent(body);
            content.Headers.ContentType = type;
            using var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = content };
            if (errorType is not null)
            {
                request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
            }

            using var response = await _http.SendAsync(request, patience.Token);
            // AWS on 500: "Container error. Non-recoverable state. Runtime should exit promptly."
            return response.IsSuccessStatusCode ? null
                : response.StatusCode >= HttpStatusCode.InternalServerError ? throw new RuntimeApiException($"the runtime API answered {await TellAsync(response, patience.Token)} to {path}")
                : new Refusal(response.StatusCode, await TellAsync(response, patience.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Lost(e);
        }
        catch (OperationCanceledException e)
        {
            throw new RuntimeApiException($"the runtime API did not take {path} within {_patience.TotalSeconds:0} s", e);
        }
    }

    private RuntimeApiException Lost(Exception cause) => new($"the connection to the runtime API at {new Uri(_base).Authority} is lost: {cause.Message}", cause);

    private static string? Header(HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            return value.Length > 0 ? value : null;
        }

        return null;
    }

    private static async Task<string> TellAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return $"HTTP {(int)response.StatusCode} ({(text.Length > LongestAnswer ? text[..LongestAnswer] : text)})";
    }
}

/// <summary>The runtime API did not take an answer, and can go on.</summary>
internal sealed record Refusal(HttpStatusCode Status, string Told);
