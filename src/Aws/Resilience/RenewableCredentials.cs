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

    /// <summary>AWS says that these have expired: the next <see cref="ReadyAsync"/> fetches others, unless another call's expiry already had them fetched.</summary>
    public abstract void Expire(ImmutableCredentials used);

    /// <summary>What is at hand; null until <see cref="ReadyAsync"/> has completed.</summary>
    public abstract ImmutableCredentials? Present { get; }

    /// <summary>What is at hand; never waits.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ReadyAsync"/> has not completed yet.</exception>
    public sealed override ImmutableCredentials GetCredentials() =>
        Present ?? throw new InvalidOperationException("credentials are asked for before they are ready");
}
