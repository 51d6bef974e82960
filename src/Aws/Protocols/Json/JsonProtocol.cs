namespace SecretScoops.Governance.Aws.Protocols.Json;

/// <summary>awsJson 1.0 and 1.1: every request a POST to /, the operation named in a header, everything in a JSON body.</summary>
/// <remarks>Smithy 2.0, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol".</remarks>
internal sealed class JsonProtocol(string version) : Protocol
{
    /// <summary>awsJson 1.0.</summary>
    public static readonly JsonProtocol V10 = new("1.0");

    /// <summary>awsJson 1.1.</summary>
    public static readonly JsonProtocol V11 = new("1.1");

    private readonly string contentType = "application/x-amz-json-" + version;

    /// <inheritdoc/>
    public override RequestParts WriteRequest(OperationSchema operation, IShape input)
    {
        var request = new RequestParts { Method = "POST", Path = "/", Body = JsonShapeWriter.Object(input) };
        request.Headers["Content-Type"] = contentType;
        request.Headers["X-Amz-Target"] = $"{operation.Service.TargetPrefix}.{operation.Name}";
        return request;
    }

    /// <inheritdoc/>
    public override void ReadResponse(OperationSchema operation, ResponseParts response, IShape output) => JsonBody.Read(response.Body, output);

    /// <inheritdoc/>
    public override WireError ReadError(ResponseParts response) => JsonBody.Error(response);

    /// <inheritdoc/>
    public override bool Names(OperationSchema operation, RequestParts request) =>
        request.Headers.TryGetValue("X-Amz-Target", out var target)
        && target.LastIndexOf('.') is var dot
        && target.AsSpan(dot + 1).SequenceEqual(operation.Name)
        && target.AsSpan(0, Math.Max(dot, 0)).SequenceEqual(operation.Service.TargetPrefix);

    /// <inheritdoc/>
    public override void ReadRequest(OperationSchema operation, RequestParts request, IShape input) => JsonBody.Read(request.Body, input);

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId)
    {
        // Operations without an output answer with an empty body (as Organizations does), not with {}.
        var body = operation.NoOutput ? [] : JsonShapeWriter.Object(output);
        return Answer(operation.Status, body, requestId);
    }

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId)
    {
        if (!service.QueryCompatible)
        {
            return Answer(status, JsonBody.ErrorBody(code, message, members), requestId);
        }

        // Smithy 2.0, "awsQueryCompatible trait": the body names the shape, the header the code of awsQuery.
        var response = Answer(status, JsonBody.ErrorBody(members?.Schema.Name ?? code, message, members), requestId);
        response.Headers["x-amzn-query-error"] = $"{code};{(status < 500 ? "Sender" : "Receiver")}";
        return response;
    }

    private ResponseParts Answer(int status, byte[] body, string requestId)
    {
        var response = new ResponseParts { Status = status, Body = body };
        response.Headers["Content-Type"] = contentType;
        response.Headers["x-amzn-RequestId"] = requestId;
        return response;
    }
}
