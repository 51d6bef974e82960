using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Carries a <see cref="Faults.Fault"/> out of a call that could not go on.</summary>
/// <param name="fault">What happened.</param>
/// <param name="cause">What lay beneath; shown with <c>--verbose</c> only.</param>
internal sealed class FaultException(Fault fault, Exception? cause = null) : Exception(fault.ToString(), cause)
{
    /// <summary>What happened.</summary>
    public Fault Fault { get; } = fault;
}
