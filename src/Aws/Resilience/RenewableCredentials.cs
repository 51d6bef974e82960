using Amazon.Runtime;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Credentials that are fetched before a request is signed, where the wait can be cancelled, and that can be told that they have expired.</summary>
/// <remarks>The SDK asks for credentials while it signs, blocking and without a cancellation token; by then these are at hand.</remarks>
internal abstract class RenewableCredentials : AWSCredentials
{
    /// <summary>Who signs, as an ARN where that is known; for messages.</summary>
    public abstract string? Principal { get; }

    /// <summary>Fetches or renews when that is due; completes at once otherwise. One fetch at a time, whoever asks.</summary>
    public abstract ValueTask ReadyAsync(CancellationToken cancellationToken);

    /// <summary>AWS says that the present credentials have expired: the next <see cref="ReadyAsync"/> fetches others.</summary>
    public abstract void Forget();

    /// <summary>The credentials at hand; never waits.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ReadyAsync"/> has not completed yet.</exception>
    public abstract override ImmutableCredentials GetCredentials();

    /// <summary>For <see cref="GetCredentials"/>: nothing is at hand.</summary>
    protected static InvalidOperationException NotReady() => new("credentials are asked for before they are ready");
}
