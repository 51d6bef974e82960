namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>One of AWS's protocols, both directions of it. Without state: one instance serves all.</summary>
internal abstract class Protocol
{
    /// <summary>Client: the request that carries this input.</summary>
    public abstract RequestParts WriteRequest(OperationSchema operation, IShape input);

    /// <summary>Client: reads a success into the output.</summary>
    public abstract void ReadResponse(OperationSchema operation, ResponseParts response, IShape output);

    /// <summary>Client: reads an error answer.</summary>
    public abstract WireError ReadError(ResponseParts response);

    /// <summary>Server: true where the request names this operation.</summary>
    public abstract bool Names(OperationSchema operation, RequestParts request);

    /// <summary>Server: reads the request into the input.</summary>
    public abstract void ReadRequest(OperationSchema operation, RequestParts request, IShape input);

    /// <summary>Server: the success that carries this output.</summary>
    public abstract ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId);

    /// <summary>Server: an error answer. <paramref name="members"/> are the error's modelled members, null for an error that is not modelled.</summary>
    public abstract ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId);
}

/// <summary>An error answer, as far as its protocol tells.</summary>
/// <param name="Code">The error's code without namespace; empty where the answer has none.</param>
/// <param name="Message">The message; empty where the answer has none.</param>
/// <param name="RequestId">The request's id; null where only a header tells it.</param>
internal sealed record WireError(string Code, string Message, string? RequestId)
{
    /// <summary>Reads the error's modelled members into a shape; null where the answer has no body to read.</summary>
    public Action<IShape>? ReadMembers { get; init; }
}
