using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3Control;

namespace SecretScoops.Governance.Sandbox.S3Control;

/// <summary>S3 Control: the S3 settings of whole accounts.</summary>
internal sealed class S3ControlSandbox(World world) : S3ControlOperations, IBehaviour
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
