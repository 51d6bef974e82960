namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>A request between the protocols and whoever sends or receives it.</summary>
internal sealed class RequestParts
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, percent-encoded.</summary>
    public required string Path { get; set; }

    /// <summary>Client: the values of the labels in the template of <see cref="OperationSchema.UriTemplate"/>, not encoded.</summary>
    public IDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The query's names and values in order, decoded.</summary>
    public IList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The headers, names in any case.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; empty for none.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Server: the parameters of a query or form, once they were read.</summary>
    public IList<KeyValuePair<string, string>>? Form { get; set; }

    /// <summary>What comes before the host name, labels filled in; null for nothing.</summary>
    public string? HostPrefix { get; set; }
}

/// <summary>An answer between the protocols and whoever sends or receives it.</summary>
internal sealed class ResponseParts
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; set; }

    /// <summary>The headers, names in any case.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; empty for none.</summary>
    public byte[] Body { get; set; } = [];
}
