using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>The resource at hand, and a session that may do to it what the remediation declared, and nothing else.</summary>
/// <param name="Incident">Which control, and which resource.</param>
/// <param name="Session">Of the resource's account and region.</param>
/// <param name="Demands">What the policies ask of it in its environment.</param>
internal sealed record Subject(Incident Incident, AwsSession Session, Demands Demands)
{
    /// <summary>As its service names it.</summary>
    public string Id => Incident.ResourceId;

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition => Session.Partition;
}
