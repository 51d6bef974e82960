using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sqs;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>The Simple Queue Service.</summary>
internal sealed class SqsSandbox(World world) : SqsOperations, IBehaviour
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
