using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.AccessAnalyzer;

namespace SecretScoops.Governance.Sandbox.AccessAnalyzer;

/// <summary>IAM Access Analyzer.</summary>
internal sealed class AccessAnalyzerSandbox(World world) : AccessAnalyzerOperations, IBehaviour
{
    /// <summary>What all services share; to go as soon as an operation makes use of it.</summary>
    internal World World => world;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 429);

    /// <inheritdoc/>
    public WireException? Conflict() => null;
}
