namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>An answer, ready for either door.</summary>
internal sealed record WireResponse
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>All headers, content type and request id included; the door adds length and date.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body; empty where the operation has none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
