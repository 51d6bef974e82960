using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Kms;

namespace SecretScoops.Governance.Sandbox.Kms;

/// <summary>The Key Management Service.</summary>
internal sealed class KmsSandbox(World world) : KmsOperations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
