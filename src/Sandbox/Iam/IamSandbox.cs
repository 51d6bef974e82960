using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>IAM.</summary>
internal sealed class IamSandbox(World world) : IamOperations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("Throttling", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
