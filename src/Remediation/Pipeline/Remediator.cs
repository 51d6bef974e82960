using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>
/// What happens when it rings: the live resource is read and judged anew, somebody decides, and either it is fixed or people are told. Nothing of the event is believed but that
/// somebody should look.
/// </summary>
/// <param name="office">What it works with.</param>
internal sealed class Remediator(Office office)
{
    // Each time somebody else was quicker; more than a few at once is more than there are sources.
    private const int Attempts = 5;

    /// <summary>Looks at the resource for one control, and does what is to be done.</summary>
    /// <exception cref="WrongAccountException">The session is in another account than the event said.</exception>
    public async Task<Handled> HandleAsync(Doorbell doorbell, Remediations.Remediation remediation, CancellationToken cancellationToken)
    {
        var member = await office.Roster.FindAsync(doorbell.AccountId, cancellationToken) ?? throw new WrongAccountException($"account {doorbell.AccountId} is not in the organization");
        var incident = new Incident(remediation.Control, doorbell.AccountId, doorbell.Region, remediation.FiledUnder(doorbell.ResourceType), doorbell.ResourceId);
        if (!office.Policies.Applies(remediation.Control, member.Environment))
        {
            return new(incident, Ending.Nothing, $"nobody asks for {remediation.Control} in {member.Environment}", []);
        }

        var demands = office.DemandsOn(remediation, member).In(incident);
        using var rough = Narrowed(incident, remediation);
        var found = await remediation.FindAsync(doorbell, new(incident, rough, demands), cancellationToken);
        if (found is null)
        {
            return new(incident, Ending.Nothing, "there is no such resource any more", []);
        }

        if (found == incident.ResourceId)
        {
            return await new Round(office, remediation, doorbell, member, new(incident, rough, demands)).PlayAsync(Attempts, cancellationToken);
        }

        var named = incident with { ResourceId = found };
        using var session = Narrowed(named, remediation);
        return await new Round(office, remediation, doorbell, member, new(named, session, demands)).PlayAsync(Attempts, cancellationToken);
    }

    private AwsSession Narrowed(Incident incident, Remediations.Remediation remediation) =>
        office.Connection.Narrowed(Rights.Role(office, incident, remediation.Reads.Concat(remediation.Writes)));
}

/// <summary>We are, or the event is, in the wrong account: nothing is done, and nothing ever will be.</summary>
/// <param name="why">One sentence.</param>
internal sealed class WrongAccountException(string why) : Exception(why);
