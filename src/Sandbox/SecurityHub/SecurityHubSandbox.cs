using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Security Hub.</summary>
internal sealed class SecurityHubSandbox(World world) : SecurityHubOperations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("TooManyRequestsException", "Too Many Requests", 429);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
