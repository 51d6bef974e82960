namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Why no answer came over the connection.</summary>
internal enum ConnectionTrouble
{
    /// <summary>Nobody listens, or no route.</summary>
    Refused,

    /// <summary>The host name does not resolve: no network, or no such region or service.</summary>
    NameUnknown,

    /// <summary>The certificate was not accepted.</summary>
    Tls,

    /// <summary>The connection broke after it stood: the request may have been carried out.</summary>
    Cut,
}

/// <summary>A request got no answer over the connection; told apart at the one place where it is known whether anything was sent.</summary>
internal sealed class ConnectionException(ConnectionTrouble trouble, Uri? endpoint, Exception cause)
    : IOException($"{endpoint?.Authority ?? "endpoint"}: {cause.Message}", cause)
{
    /// <summary>Why no answer came.</summary>
    public ConnectionTrouble Trouble { get; } = trouble;

    /// <summary>Where the request went.</summary>
    public Uri? Endpoint { get; } = endpoint;
}
