using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Wire.Validation;

namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>Takes a request apart, has it checked, runs the operation and writes the answer, in whatever protocol the service speaks.</summary>
internal abstract class WireService(ServiceSchema service, WireOperations operations, IReadOnlyList<WireOperation> table) : IWireService
{
    /// <inheritdoc/>
    public string Service => service.Name;

    /// <inheritdoc/>
    public string SigningName => service.SigningName;

    /// <inheritdoc/>
    public string EndpointPrefix => service.EndpointPrefix;

    /// <inheritdoc/>
    public bool IsNamedInRequest => service.Protocol is not Aws.Protocols.Rest.RestProtocol;

    /// <inheritdoc/>
    public bool Accepts(WireRequest request) => Find(Parts(request)) is not null;

    /// <inheritdoc/>
    public string? OperationOf(WireRequest request) => Find(Parts(request))?.Schema.Name;

    /// <inheritdoc/>
    public WireResponse Invoke(WireRequest request, Call call, Action<IShape>? understood = null)
    {
        var parts = Parts(request);
        try
        {
            var operation = Find(parts) ?? throw new WireException("UnknownOperationException", "", 400);
            var input = Read(operation, parts);
            understood?.Invoke(input);
            var violations = Validator.Check(input);
            if (violations.Count > 0)
            {
                throw operations.Invalid(operation.Schema, violations);
            }

            var output = operation.Run(input, call);
            return Response(request, service.Protocol.WriteResponse(operation.Schema, output, request.RequestId));
        }
        catch (WireException refusal)
        {
            return Refuse(request, refusal);
        }
    }

    /// <inheritdoc/>
    public WireResponse Refuse(WireRequest request, WireException refusal) =>
        Response(request, service.Protocol.WriteError(service, refusal.Status, refusal.Code, refusal.Message, refusal as IShape, request.RequestId));

    private IShape Read(WireOperation operation, RequestParts parts)
    {
        var input = operation.NewInput();
        try
        {
            service.Protocol.ReadRequest(operation.Schema, parts, input);
            return input;
        }
        catch (MalformedWireException fault)
        {
            throw new WireException("SerializationException", fault.Message, 400);
        }
    }

    // Of two paths that both fit (/things/{id} and /things/list), the one with fewer labels is meant.
    private WireOperation? Find(RequestParts parts) =>
        table.Where(operation => service.Protocol.Names(operation.Schema, parts)).MinBy(static operation => operation.Schema.UriTemplate.Count(static c => c == '{'));

    private static RequestParts Parts(WireRequest request)
    {
        var parts = new RequestParts { Method = request.Method, Path = request.Path, Body = request.Body.ToArray(), Query = UrlText.Pairs(request.Query) };
        foreach (var (name, value) in request.Headers)
        {
            parts.Headers[name] = value;
        }

        return parts;
    }

    // An answer to HEAD has no body, errors included.
    private static WireResponse Response(WireRequest request, ResponseParts parts) => new()
    {
        Status = parts.Status,
        Headers = new Dictionary<string, string>(parts.Headers, StringComparer.OrdinalIgnoreCase),
        Body = request.Method == "HEAD" ? default(ReadOnlyMemory<byte>) : parts.Body,
    };
}
