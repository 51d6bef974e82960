using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Wire.Validation;

namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>What a service's operations have in common. The generated <c>XOperations</c> derive from it, and behaviour from those.</summary>
/// <param name="validationError">The error code with which the service refuses a request that breaks the model's constraints.</param>
internal abstract class WireOperations(string validationError)
{
    /// <summary>The service's answer to a request that breaks constraints. A service that words it in its own way overrides this.</summary>
    public virtual WireException Invalid(OperationSchema operation, IReadOnlyList<Violation> violations) =>
        new(validationError, Violation.Message(violations), 400);

    /// <summary>The answer to an operation that is modelled, and that the sandbox has no behaviour for.</summary>
    protected static WireException NotOffered(OperationSchema operation) =>
        new(Aws.Protocols.NotOffered.Code, $"The sandbox does not offer {operation.Service.Name}:{operation.Name}.", Aws.Protocols.NotOffered.Status);
}
