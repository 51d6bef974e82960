namespace SecretScoops.Governance.Lambda;

/// <summary>An invocation as the runtime API handed it over: the headers as they came, null where one is missing.</summary>
internal sealed record Invocation
{
    public required string RequestId { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Milliseconds since 1970, in digits.</summary>
    public required string? DeadlineMs { get; init; }

    public required string? InvokedFunctionArn { get; init; }

    /// <summary>X-Ray's header: <c>Root=1-…;Parent=…;Sampled=1</c>.</summary>
    public required string? TraceId { get; init; }

    /// <summary>JSON.</summary>
    public required string? ClientContext { get; init; }

    /// <summary>JSON.</summary>
    public required string? CognitoIdentity { get; init; }
}
