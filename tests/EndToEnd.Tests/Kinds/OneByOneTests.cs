using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>What the policies have many of goes one by one, and comes back while the next one goes; <see cref="OffAndOnTests"/> does the same with whole parts.</summary>
public sealed class OneByOneTests
{
    [Fact]
    public async Task Every_guardrail_permission_set_and_group_goes_by_itself_and_comes_back()
    {
        var policies = Landing.Small(Landing.Default);
        var rehearsal = await Rehearsal.OfAsync(policies);

        foreach (var (gone, without) in Parts(policies))
        {
            var plan = await rehearsal.PlanAsync(without);

            Assert.True(plan.Pending.Any(c => c.Verb == Verb.Delete && c.Address == gone), $"{gone} is no longer declared, and planned is\n{string.Join("\n", plan.Pending.Select(Rehearsal.Told))}");
            await rehearsal.SettlesAsync(without);
        }

        await rehearsal.SettlesAsync(policies);
    }

    // Assignments go with either end of theirs: without it the policies would be refused.
    private static IEnumerable<(Address Gone, PolicyBundle Without)> Parts(PolicyBundle policies) =>
    [
        .. policies.Guardrails.Select(gone => (new Address(GuardrailType.Of(gone.Value.Type).Kind, gone.Value.Name), policies with { Guardrails = [.. policies.Guardrails.Where(g => g != gone)] })),
        .. policies.PermissionSets.Select(gone => (new Address(KindNames.PermissionSet, gone.Value.Name), policies with
        {
            PermissionSets = [.. policies.PermissionSets.Where(p => p != gone)],
            Assignments = [.. policies.Assignments.Where(a => a.Value.PermissionSet != gone.Value.Name)],
        })),
        .. policies.Groups.Select(gone => (new Address(KindNames.Group, policies.LandingZone.NamePrefix + gone.Value.Name), policies with
        {
            Groups = [.. policies.Groups.Where(g => g != gone)],
            Assignments = [.. policies.Assignments.Where(a => a.Value.Group != gone.Value.Name)],
        })),
    ];
}
