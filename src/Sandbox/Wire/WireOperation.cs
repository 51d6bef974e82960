using SecretScoops.Governance.Aws.Protocols;

namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>One row of a service's generated table.</summary>
/// <param name="Schema">The wire facts.</param>
/// <param name="NewInput">An empty request to read into.</param>
/// <param name="Run">The operation.</param>
internal sealed record WireOperation(OperationSchema Schema, Func<IShape> NewInput, Func<IShape, Call, IShape> Run);
