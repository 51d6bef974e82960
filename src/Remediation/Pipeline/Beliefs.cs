using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>Reads events with what we know of ourselves, from the policies and the organization.</summary>
/// <param name="office">For the accounts.</param>
/// <param name="policies">What is declared.</param>
internal sealed class Beliefs(Office office, PolicyBundle policies)
{
    private readonly HashSet<string?> administrators =
    [
        policies.LandingZone.ManagementAccount,
        policies.Find(GuardDutyFile.Area)?.Value.AdministratorIn(policies.LandingZone),
        policies.Find(SecurityHubFile.Area)?.Value.AdministratorIn(policies.LandingZone),
    ];

    private readonly HashSet<string> regions = policies.LandingZone.GovernedRegions.ToHashSet(StringComparer.Ordinal);
    private readonly RuleNaming rules = RuleNaming.Of(policies);
    private readonly HashSet<string> ownRoles = new(StringComparer.Ordinal) { office.Policies.Role.Split('/')[^1] };

    /// <summary>Reads with the accounts that are known, and again with each that had to be asked for.</summary>
    /// <param name="read">Pure, and quick: it is called until it asks about nobody who is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> ReadAsync<T>(Func<Belief, T> read, CancellationToken cancellationToken)
    {
        var known = office.Roster.Lately;
        while (true)
        {
            string? unknown = null;
            var result = read(Believing(id =>
            {
                if (!known.TryGetValue(id, out var member))
                {
                    unknown ??= id;
                }

                return member;
            }));
            if (unknown is null)
            {
                return result;
            }

            known[unknown] = await office.Roster.FindAsync(unknown, cancellationToken);
        }
    }

    private Belief Believing(Func<string, Member?> who) => new()
    {
        IsOurs = id => who(id) is not null,
        IsAdministrator = id => who(id) is { Name: var name } && administrators.Contains(name),
        Regions = regions,
        Rules = rules,
        OwnRoles = ownRoles,
    };
}
