using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>Makes the exception of a service's modelled error; for a code that is not modelled, the service's own exception.</summary>
internal delegate AmazonServiceException ErrorFactory(string message, Exception? inner, ErrorType type, string code, string? requestId, HttpStatusCode status);

/// <summary>Gives the SDK's answer to the protocol.</summary>
/// <remarks>It derives from the JSON unmarshaller for all protocols: of that base, only the stream and the request id's header are used.</remarks>
internal sealed class OperationUnmarshaller<TResponse>(OperationSchema operation, ErrorFactory errors) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, IShape, new()
{
    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        var parts = Parts(context, (int)context.ResponseData.StatusCode);
        if (NotOffered.Is(parts))
        {
            throw NotOfferedException(parts, null);
        }

        // What is malformed becomes the SDK's AmazonUnmarshallingException on its way up.
        var response = new TResponse();
        operation.Service.Protocol.ReadResponse(operation, parts, response);
        return response;
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var parts = Parts(context, (int)statusCode);
        if (NotOffered.Is(parts))
        {
            return NotOfferedException(parts, innerException);
        }

        var error = Error(parts);
        var exception = errors(error.Message, innerException, parts.Status < 500 ? ErrorType.Sender : ErrorType.Receiver, error.Code, error.RequestId ?? RequestId(parts), statusCode);
        if (exception is IShape shape)
        {
            error.ReadMembers?.Invoke(shape);
        }

        return exception;
    }

    private WireError Error(ResponseParts parts)
    {
        if (NotOffered.IsHtml(parts))
        {
            return new WireError("", $"HTTP {parts.Status} with a page in HTML", null);
        }

        try
        {
            return operation.Service.Protocol.ReadError(parts);
        }
        catch (MalformedWireException fault)
        {
            // A proxy between here and AWS: the status is all that can be believed.
            return new WireError("", $"HTTP {parts.Status}, and {fault.Message}", null);
        }
    }

    private AmazonServiceException NotOfferedException(ResponseParts parts, Exception? inner) =>
        errors(NotOffered.Message(operation, parts.Status), inner, ErrorType.Receiver, NotOffered.Code, RequestId(parts), (HttpStatusCode)NotOffered.Status);

    private static string? RequestId(ResponseParts parts) =>
        parts.Headers.TryGetValue("x-amzn-RequestId", out var id) || parts.Headers.TryGetValue("x-amz-request-id", out id) ? id : null;

    private static ResponseParts Parts(JsonUnmarshallerContext context, int status)
    {
        using var body = new MemoryStream();
        context.Stream?.CopyTo(body);
        var parts = new ResponseParts { Status = status, Body = body.ToArray() };
        foreach (var name in context.ResponseData.GetHeaderNames())
        {
            parts.Headers[name] = context.ResponseData.GetHeaderValue(name);
        }

        return parts;
    }
}
