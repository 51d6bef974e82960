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
