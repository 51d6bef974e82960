namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>A request as it came over the wire, through either door.</summary>
internal sealed record WireRequest
{
    /// <summary><c>POST</c>, <c>GET</c>, …</summary>
    public required string Method { get; init; }

    /// <summary>The path as it was sent, still percent-encoded, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query as it was sent, without the question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Header names in any case; the values of a repeated header joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, decoded from any transfer encoding.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The id that the answer carries and that CloudTrail would record. The door makes it.</summary>
    public required string RequestId { get; init; }
}
