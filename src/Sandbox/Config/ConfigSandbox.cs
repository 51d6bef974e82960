using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>AWS Config.</summary>
internal sealed class ConfigSandbox(World world) : ConfigOperations, IBehaviour
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
