using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Environments from the loosest to the strictest: by the number of guardrails over their accounts. The management account's comes last.</summary>
internal static class EnvironmentOrder
{
    /// <summary>Names.</summary>
    public static IReadOnlyList<string> Of(PolicyBundle policies) =>
    [
        .. policies.Environments.Select(environment => environment.Value.Name).Where(name => name != policies.LandingZone.ManagementAccount)
            .OrderBy(name => policies.Guardrails.Count(guardrail => guardrail.Value.Targets.Any(target => Covers(target, name, policies))))
            .ThenBy(name => name, StringComparer.Ordinal),
        policies.LandingZone.ManagementAccount,
    ];

    private static bool Covers(GuardrailTarget target, string environment, PolicyBundle policies) =>
        policies.Accounts.Select(account => account.Value).Where(account => account.Environment == environment).Any(account => target switch
        {
            GuardrailTarget.Root => true,
            GuardrailTarget.OrganizationalUnit unit => account.OrganizationalUnit == unit.Path || account.OrganizationalUnit.StartsWith(unit.Path + "/", StringComparison.Ordinal),
            GuardrailTarget.Account one => one.Name == account.Name,
            _ => false,
        });
}
