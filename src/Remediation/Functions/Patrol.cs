using System.Collections.Concurrent;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// Looks itself into accounts, for the controls that no rule of AWS Config is declared for: else nobody would find what no event told. What goes wrong in one account is
/// kept for telling, and holds up no other.
/// </summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For the rules and the regions.</param>
/// <param name="bells">Rung account by account, so that what was found is not lost when time runs out.</param>
internal sealed class Patrol(Office office, PolicyBundle policies, Bells bells)
{
    private const int AccountsAtOnce = 8;

    private readonly IReadOnlyList<Remediations.Remediation> controls = [.. ControlsOf(policies)];
    private readonly ConcurrentDictionary<string, string> troubles = new(StringComparer.Ordinal);

    /// <summary>Account → the first thing that went wrong there.</summary>
    public IReadOnlyDictionary<string, string> Troubles => troubles;

    /// <summary>The controls that are looked at.</summary>
    public static IEnumerable<Remediations.Remediation> ControlsOf(PolicyBundle policies)
    {
        var rules = (policies.Find(ConfigRulesFile.Area)?.Value.Rules ?? []).Select(rule => rule.Key).ToHashSet(StringComparer.Ordinal);
        return AllRemediations.List.Where(remediation => remediation.CanList && !rules.Contains(remediation.Control));
    }

    /// <summary>Goes through accounts, declared ones.</summary>
    public async Task WalkAsync(IEnumerable<KeyValuePair<string, Member>> accounts, CancellationToken cancellationToken)
    {
        var management = await office.Connection.Home.AccountIdAsync(cancellationToken);
        await Parallel.ForEachAsync(
            accounts,
            new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = cancellationToken },
            async (member, stop) => await VisitAsync(member.Key, member.Value, member.Key == management, stop));
    }

    private async Task VisitAsync(string accountId, Member member, bool isManagement, CancellationToken cancellationToken)
    {
        var found = new List<Incident>();
        try
        {
            foreach (var remediation in controls.Where(r => office.Policies.Applies(r.Control, member.Environment) && (isManagement || !ResourceTypes.IsOrganization(r.ResourceType))))
            {
                foreach (var region in ResourceTypes.IsGlobal(remediation.ResourceType) ? [ResourceTypes.GlobalRegion] : policies.LandingZone.GovernedRegions)
                {
                    found.AddRange(await LookAsync(new(office, remediation, accountId, member, region), $"{member.Name} ({accountId})", remediation.Control, cancellationToken));
                }
            }
        }
        catch (RoleNotAssumedException barred)
        {
            // Every other control would be refused alike.
            Note($"{member.Name} ({accountId})", barred.Message);
        }

        await bells.RingAsync(found, cancellationToken);
    }

    private async Task<IReadOnlyList<Incident>> LookAsync(Survey survey, string account, string control, CancellationToken cancellationToken)
    {
        var found = new List<Incident>();
        try
        {
            foreach (var id in await survey.ListAsync(cancellationToken) ?? [])
            {
                if (await survey.JudgeAsync(id, cancellationToken) is { Count: > 0 })
                {
                    found.Add(survey.IncidentOf(id));
                }
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong with one control in one account may not hide what the others would find; it is told.
        catch (Exception e) when (e is not RoleNotAssumedException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Note(account, $"{control}: {e.Message}");
        }

        return found;
    }

    private void Note(string account, string what) => troubles.TryAdd(account, what);
}
