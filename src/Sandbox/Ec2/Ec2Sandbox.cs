using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>EC2.</summary>
internal sealed class Ec2Sandbox(World world) : Ec2Operations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("RequestLimitExceeded", "Request limit exceeded.", 503);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
