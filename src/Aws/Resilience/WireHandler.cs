using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Protocols;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>The innermost handler, shared by all clients of a connection: counts requests, reads answers whole, and names what went wrong.</summary>
/// <remarks>
/// Answers are read here so that a cut or a stall in the middle of a body is a failure of the attempt, and not of the parser. All that this
/// project calls answers well under a megabyte; larger bodies (objects from S3) pass through unread.
/// </remarks>
/// <param name="inner">Talks; disposed by its owner.</param>
/// <param name="trace">Counts.</param>
internal sealed class WireHandler(HttpMessageHandler inner, CallTrace trace) : HttpMessageHandler
{
    private const long LargestBodyRead = 16 * 1024 * 1024;

    private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        trace.CountHttpRequest();
        try
        {
            var response = await _inner.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentLength is null or <= LargestBodyRead)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                await AnswerLog.SawAsync(request, response, cancellationToken);
            }

            ThrowIfPage(request, response);
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new ConnectionException(TroubleOf(e), request.RequestUri, e.InnerException ?? e);
        }
        catch (IOException e) when (e is not ConnectionException)
        {
            throw new ConnectionException(ConnectionTrouble.Cut, request.RequestUri, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler reports its connect timeout as a cancellation that nobody asked for.
            throw new ConnectionException(ConnectionTrouble.Refused, request.RequestUri, e.InnerException ?? e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ConnectionTrouble TroubleOf(HttpRequestException failure) => failure switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => ConnectionTrouble.NameUnknown,
        { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException } => ConnectionTrouble.Tls,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => ConnectionTrouble.Refused,
        { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } => ConnectionTrouble.Refused,
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable } } => ConnectionTrouble.Refused,
        _ => ConnectionTrouble.Cut,
    };

    /// <summary>No AWS API answers an error with a page: an emulator does for what it lacks, a proxy or load balancer when the service is away.</summary>
    /// <remarks>The generated clients know such pages too; this is for the SDK's own clients, which would stumble over them while parsing.</remarks>
    private static void ThrowIfPage(HttpRequestMessage request, HttpResponseMessage response)
    {
        var status = response.StatusCode;
        var away = status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var page = away ? !IsOfAnApi(type) : type.Equals("text/html", StringComparison.OrdinalIgnoreCase);
        if (response.IsSuccessStatusCode || !page)
        {
            return;
        }

        var requestId = response.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.FirstOrDefault() : null;
        response.Dispose();
        throw new AmazonServiceException(
            $"{request.RequestUri?.Authority} answered HTTP {(int)status} with a page in place of an answer",
            innerException: null,
            away ? ErrorType.Receiver : ErrorType.Sender,
            away ? "ServiceUnavailable" : NotOffered.Code,
            requestId,
            status);
    }

    private static bool IsOfAnApi(string type) => type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
