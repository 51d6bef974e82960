using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>What every incident is worked on with.</summary>
internal sealed record Office
{
    /// <summary>The door to AWS, as the functions' own role.</summary>
    public required AwsConnection Connection { get; init; }

    public required RemediationsPolicy Policies { get; init; }

    /// <summary>All that the policies declare, for controls that compare with more than parameters.</summary>
    public required PolicyBundle Declared { get; init; }

    public required ExemptionBook Exemptions { get; init; }

    public required Roster Roster { get; init; }

    public required ILedger Ledger { get; init; }

    public required INotifier Notifier { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Whose events are answered.</summary>
    public Jurisdiction Jurisdiction { get; init; } = Jurisdiction.All;

    /// <summary>What is asked of a control in an account, now.</summary>
    public Demands DemandsOn(Remediations.Remediation remediation, Member member) =>
        new(Policies.StanceOf(remediation.Control, member.Environment, remediation.Outage).Parameters, member.Environment ?? member.Name) { Declared = Declared, Now = Time.GetUtcNow() };

    /// <summary>Tells what would be done, and writes nothing to the resource.</summary>
    public bool DryRun { get; init; }
}
