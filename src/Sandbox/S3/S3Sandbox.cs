using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>S3.</summary>
internal sealed class S3Sandbox(World world) : S3Operations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("SlowDown", "Please reduce your request rate.", 503);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
