using Amazon.Runtime;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>What all calls of one session's client share. It rides on the client's configuration as its HTTP client factory.</summary>
/// <remarks>
/// The SDK applies pipeline customizers to every client in the process and tells them its type only. The factory is the one object of ours that a handler
/// can reach from the client at hand, so no table of clients is kept, and clients that are not ours keep the SDK's own behaviour.
/// </remarks>
internal sealed class CallScope : HttpClientFactory
{
    /// <summary>Shared by all clients of the connection.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>Retries, rates and timeouts, shared by all clients of the connection.</summary>
    public required CallPipelines Pipelines { get; init; }

    /// <summary>Who signs.</summary>
    public required RenewableCredentials Credentials { get; init; }

    /// <summary>The session's region.</summary>
    public required string Region { get; init; }

    /// <summary>The session's account, when known.</summary>
    public required Func<string?> AccountId { get; init; }

    /// <summary>Whether the account was created moments ago and may not be whole yet.</summary>
    public required Func<bool> IsNewAccount { get; init; }

    /// <summary>Whether AWS itself answers this client, with its rates; false for emulators and the sandbox.</summary>
    public required bool AtAws { get; init; }

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Http;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
