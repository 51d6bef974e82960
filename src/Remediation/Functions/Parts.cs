using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>What handlers are made of.</summary>
/// <param name="Connection">The door to AWS, as the function's role.</param>
/// <param name="Policies">What lies beside the function.</param>
/// <param name="Jurisdiction">Whose events are answered.</param>
/// <param name="Time">The clock.</param>
internal sealed record Parts(AwsConnection Connection, PolicyBundle Policies, Jurisdiction Jurisdiction, TimeProvider Time);
