namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>What restJson and restXml have in common: members bound to path, query, headers and status. They differ in the body's language.</summary>
/// <remarks>Smithy 2.0, "HTTP binding traits".</remarks>
internal abstract class RestProtocol : Protocol
{
    /// <summary>The content type of a document.</summary>
    protected abstract string ContentType { get; }

    /// <inheritdoc/>
    public override RequestParts WriteRequest(OperationSchema operation, IShape input)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (body, bound) = Write(operation, input, headers, operation.InputWireName ?? input.Schema.Name, operation.InputNamespace);
        var labels = TemplateLabels(operation, bound);
        return new RequestParts
        {
            Method = operation.Method,
            Path = UriTemplate.Fill(operation.UriTemplate, labels),
            Labels = labels,
            Query = [.. UriTemplate.Query(operation.UriTemplate), .. bound.Query],
            Headers = headers,
            Body = body,
            HostPrefix = operation.HostPrefix is { } prefix ? FillHost(prefix, [.. bound.Labels, .. bound.HeaderValues]) : null,
        };
    }

    /// <inheritdoc/>
    public override void ReadResponse(OperationSchema operation, ResponseParts response, IShape output)
    {
        BindingReader.Read(response, output);
        ReadBody(response.Body, output);
    }

    /// <inheritdoc/>
    public override WireError ReadError(ResponseParts response)
    {
        var error = ReadErrorBody(response);
        return error with
        {
            ReadMembers = shape =>
            {
                BindingReader.Read(response, shape);
                error.ReadMembers?.Invoke(shape);
            },
        };
    }

    /// <inheritdoc/>
    public override bool Names(OperationSchema operation, RequestParts request) =>
        request.Method == operation.Method
        && UriTemplate.Match(operation.UriTemplate, request.Path) is not null
        && UriTemplate.Query(operation.UriTemplate).All(request.Query.Contains);

    /// <inheritdoc/>
    public override void ReadRequest(OperationSchema operation, RequestParts request, IShape input)
    {
        BindingReader.Read(operation, request, input);
        ReadBody(request.Body, input);
    }

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId)
    {
        var response = new ResponseParts { Status = operation.Status };
        var (body, bound) = Write(operation, output, response.Headers, output.Schema.Name, null);
        response.Body = operation.NoOutput ? [] : body;
        response.Status = bound.Status ?? response.Status;
        response.Headers["x-amzn-RequestId"] = requestId;
        return response;
    }

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId)
    {
        var response = new ResponseParts { Status = status };
        response.Headers["Content-Type"] = ContentType;
        response.Headers["x-amzn-RequestId"] = requestId;
        members?.Write(new BindingWriter(response.Headers, null));
        response.Body = ErrorBody(service, response, code, message, members, requestId);
        return response;
    }

    /// <summary>A document with that root, of what <paramref name="content"/> gives to its writer.</summary>
    protected abstract byte[] Document(string root, string? space, Action<ShapeWriter> content);

    /// <summary>A document that is one structure.</summary>
    protected abstract byte[] Document(Member member, IShape value);

    /// <summary>Reads a document into a shape.</summary>
    protected abstract void ReadDocument(byte[] body, IShape shape);

    /// <summary>Reads an error's code and message, and members of the body.</summary>
    protected abstract WireError ReadErrorBody(ResponseParts response);

    /// <summary>The body of an error; may set headers.</summary>
    protected abstract byte[] ErrorBody(ServiceSchema service, ResponseParts response, string code, string message, IShape? members, string requestId);

    private static Dictionary<string, string> TemplateLabels(OperationSchema operation, BindingWriter bound) =>
        bound.Labels.ToDictionary(
            label => operation.UriTemplate.Contains($"{{{label.Key}+}}", StringComparison.Ordinal) ? label.Key + "+" : label.Key,
            static label => label.Value,
            StringComparer.Ordinal);

    private static string FillHost(string prefix, List<KeyValuePair<string, string>> labels) =>
        labels.Aggregate(prefix, static (host, label) => host.Replace($"{{{label.Key}}}", label.Value, StringComparison.Ordinal));

    private (byte[] Body, BindingWriter Bound) Write(OperationSchema operation, IShape shape, IDictionary<string, string> headers, string root, string? space)
    {
        byte[] body = [];
        BindingWriter? bound = null;
        if (shape.Schema.Payload is null && shape.Schema.Members.Any(static member => member.Location == Location.Body))
        {
            headers["Content-Type"] = ContentType;
            body = Document(root, space ?? operation.Service.XmlNamespace, writer => shape.Write(bound = new BindingWriter(headers, writer)));
        }
        else
        {
            shape.Write(bound = new BindingWriter(headers, null));
            if (bound.PayloadStructure is { } payload)
            {
                headers["Content-Type"] = ContentType;
                body = Document(payload.Member, payload.Value);
            }
            else if (bound.PayloadBytes is { } raw)
            {
                headers.TryAdd("Content-Type", raw.Type);
                body = raw.Bytes;
            }
        }

        return (body, bound!);
    }

    private void ReadBody(byte[] body, IShape shape)
    {
        if (body.Length == 0)
        {
            return;
        }

        if (shape.Schema.Payload is null)
        {
            ReadDocument(body, shape);
        }
        else
        {
            BindingReader.Payload(body, shape, ReadDocument);
        }
    }
}
