using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>One control in one account and region: what there is, and what of it breaks the rule. It has no right to write.</summary>
/// <param name="office">What it works with.</param>
/// <param name="remediation">The control.</param>
/// <param name="accountId">One of the organization's.</param>
/// <param name="member">Whose it is.</param>
/// <param name="region">Where to look; for what is global it is looked where that lives.</param>
internal sealed class Survey(Office office, Remediations.Remediation remediation, string accountId, Member member, string region)
{
    private readonly string region = ResourceTypes.IsGlobal(remediation.ResourceType) ? ResourceTypes.GlobalRegion : region;

    /// <summary>The incident of a resource that <see cref="ListAsync"/> named.</summary>
    public Incident IncidentOf(string id) => new(remediation.Control, accountId, region, remediation.ResourceType, id);

    /// <summary>Every resource that the control is about; null for a control that cannot say.</summary>
    public async Task<IReadOnlyList<string>?> ListAsync(CancellationToken cancellationToken)
    {
        using var session = office.Connection.Narrowed(Rights.Role(office, IncidentOf("*"), remediation.Lists));
        return await remediation.ListAsync(session, DemandsOn(IncidentOf("*")), cancellationToken);
    }

    /// <summary>What is wrong with a resource that <see cref="ListAsync"/> named; null when it is gone, or nobody asks for the rule there.</summary>
    public async Task<IReadOnlyList<Violation>?> JudgeAsync(string id, CancellationToken cancellationToken)
    {
        if (!office.Policies.Applies(remediation.Control, member.Environment))
        {
            return null;
        }

        var incident = IncidentOf(id);
        using var session = office.Connection.Narrowed(Rights.Role(office, incident, remediation.Reads));
        return await remediation.ReadAsync(new(incident, session, DemandsOn(incident)), cancellationToken) is { } image ? remediation.Judge(image, DemandsOn(incident)) : null;
    }

    /// <summary>The same for a resource as an event names it.</summary>
    public async Task<IReadOnlyList<Violation>?> JudgeAsync(Doorbell doorbell, CancellationToken cancellationToken)
    {
        var incident = IncidentOf(doorbell.ResourceId) with { ResourceType = remediation.FiledUnder(doorbell.ResourceType) };
        using var session = office.Connection.Narrowed(Rights.Role(office, incident, remediation.Reads));
        return await remediation.FindAsync(doorbell, new(incident, session, DemandsOn(incident)), cancellationToken) is { } found ? await JudgeAsync(found, cancellationToken) : null;
    }

    private Demands DemandsOn(Incident incident) => office.DemandsOn(remediation, member).In(incident);
}
