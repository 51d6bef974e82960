namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>A request got no answer over the connection; told apart at the one place where it is known whether anything was sent.</summary>
internal sealed class ConnectionException(ConnectionTrouble trouble, Uri? endpoint, Exception cause)
    : IOException($"{endpoint?.Authority ?? "endpoint"}: {cause.Message}", cause)
{
    /// <summary>Why no answer came.</summary>
    public ConnectionTrouble Trouble { get; } = trouble;

    /// <summary>Where the request went.</summary>
    public Uri? Endpoint { get; } = endpoint;
}
