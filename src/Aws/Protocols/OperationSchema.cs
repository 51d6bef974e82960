namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>An operation's wire facts.</summary>
internal sealed record OperationSchema
{
    /// <summary>The operation's name: <c>CreatePolicy</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The service it belongs to.</summary>
    public required ServiceSchema Service { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path's template with constant query parameters, if any: <c>/accounts/{AccountId}/things?list</c>.</summary>
    public required string UriTemplate { get; init; }

    /// <summary>The HTTP status of a success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The name of the root element of the request (restXml); null for the input structure's own.</summary>
    public string? InputWireName { get; init; }

    /// <summary>The namespace of the request's root element (restXml); null for the service's.</summary>
    public string? InputNamespace { get; init; }

    /// <summary>The element around the result (awsQuery); null for <c>NameResult</c>.</summary>
    public string? ResultWrapper { get; init; }

    /// <summary>True where the answer's root element is its one member (S3's bucket location).</summary>
    public bool Unwrapped { get; init; }

    /// <summary>What comes before the host name, with labels: <c>{AccountId}.</c>; null for nothing.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>True where a success has nothing to say: its body is empty then, not an empty document.</summary>
    public bool NoOutput { get; init; }

    /// <summary>True where the request carries no signature.</summary>
    public bool Unsigned { get; init; }
}
