namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>Where an HTTP-bound member travels. The RPC protocols (awsJson, awsQuery) put everything into the body.</summary>
internal enum Location
{
    /// <summary>In the body's document.</summary>
    Body,

    /// <summary>In the path's template.</summary>
    Uri,

    /// <summary>In the query string.</summary>
    Query,

    /// <summary>In one header.</summary>
    Header,

    /// <summary>A map, in all headers that share a prefix.</summary>
    Headers,

    /// <summary>The answer's HTTP status.</summary>
    Status,

    /// <summary>The member is the whole body.</summary>
    Payload,
}

/// <summary>How a timestamp is written. What a member does not say, its protocol and location do.</summary>
internal enum TimestampFormat
{
    /// <summary>The protocol's own for the location.</summary>
    Unsaid,

    /// <summary>Seconds since 1970, with milliseconds as a fraction.</summary>
    UnixTimestamp,

    /// <summary><c>2026-11-24T12:00:00Z</c>.</summary>
    Iso8601,

    /// <summary><c>Tue, 24 Nov 2026 12:00:00 GMT</c>.</summary>
    Rfc822,
}

/// <summary>One member of a structure, or the element, key or value of a list or map: all that a protocol must know of it.</summary>
/// <param name="name">The name in the model, which the C# property has too.</param>
/// <param name="wireName">The name on the wire (element, key, header, query or label).</param>
internal sealed class Member(string name, string wireName)
{
    /// <summary>The name in the model.</summary>
    public string Name { get; } = name;

    /// <summary>The name on the wire; a prefix where the location is <see cref="Location.Headers"/>.</summary>
    public string WireName { get; } = wireName;

    /// <summary>Where the member travels.</summary>
    public Location Location { get; init; }

    /// <summary>How a timestamp is written.</summary>
    public TimestampFormat Timestamp { get; init; }

    /// <summary>The name in an EC2 request, where it is not <see cref="WireName"/> with a capital; null elsewhere.</summary>
    public string? QueryName { get; init; }

    /// <summary>True for a list or map without an element around all of its elements (query and XML).</summary>
    public bool Flattened { get; init; }

    /// <summary>True for an attribute of the XML element.</summary>
    public bool Attribute { get; init; }

    /// <summary>The XML namespace that the element declares; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The prefix of <see cref="Namespace"/>; null for the default namespace.</summary>
    public string? NamespacePrefix { get; init; }

    /// <summary>True where the model demands a value.</summary>
    public bool Required { get; init; }

    /// <summary>What the model demands of the value; null for nothing. Only the server side carries it.</summary>
    public Limits? Limits { get; init; }

    /// <summary>The element of a list, or the value of a map.</summary>
    public Member? Element { get; init; }

    /// <summary>The key of a map.</summary>
    public Member? Key { get; init; }
}
