using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>What we know of ourselves, from the organization and the policies.</summary>
internal static class Beliefs
{
    /// <summary>For reading events.</summary>
    public static Belief Of(IReadOnlyDictionary<string, Member> members, PolicyBundle policies, RemediationsPolicy rules)
    {
        var administrators = new[]
        {
            policies.LandingZone.ManagementAccount,
            policies.Find(GuardDutyFile.Area)?.Value.AdministratorIn(policies.LandingZone),
            policies.Find(SecurityHubFile.Area)?.Value.AdministratorIn(policies.LandingZone),
        };
        return new()
        {
            Accounts = members.Keys.ToHashSet(StringComparer.Ordinal),
            Administrators = members.Where(m => administrators.Contains(m.Value.Name)).Select(m => m.Key).ToHashSet(StringComparer.Ordinal),
            Regions = policies.LandingZone.GovernedRegions.ToHashSet(StringComparer.Ordinal),
            Rules = RuleNaming.Of(policies),
            OwnRoles = new HashSet<string>(StringComparer.Ordinal) { rules.Role.Split('/')[^1] },
        };
    }
}
