using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Tests.Engine;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

public sealed class KindsTests
{
    private static readonly PlanOptions Willing = new() { Adopt = ["all"], Allow = ["vanished"] };

    [Fact]
    public Task From_any_policies_to_any_others_in_one_apply() => Gen.Select(RandomBundles.Any, RandomBundles.Any).SampleAsync(async (first, second) =>
    {
        var estate = new MemoryEstate(Start(first, second));

        await ApplyAsync(first, estate);
        await ApplyAsync(second, estate);

        Assert.Empty((await PlanAsync(second, estate)).Pending);
        // The management account is there before its organization is.
        Assert.DoesNotContain(estate.Dangling, d => !d.EndsWith("account/root without organization/root", StringComparison.Ordinal));
    }, iter: 300);

    [Fact]
    public Task An_account_enters_its_unit_only_under_all_its_guardrails() => RandomBundles.Any.SampleAsync(async policies =>
    {
        var estate = new MemoryEstate(Start(policies, policies));

        await ApplyAsync(policies, estate);

        var order = estate.Carried.Select((c, i) => (c.Address, i)).ToDictionary(p => p.Address, p => p.i);
        foreach (var account in policies.Accounts)
        {
            var unit = account.Value.OrganizationalUnit;
            var above = policies.Guardrails.SelectMany(g => g.Value.Targets.Select(t => (Guardrail: g.Value, Target: t)))
                .Where(p => p.Target is GuardrailTarget.Root || (p.Target is GuardrailTarget.OrganizationalUnit { Path: var path } && (unit == path || unit.StartsWith(path + "/", StringComparison.Ordinal))));
            foreach (var (guardrail, target) in above)
            {
                var kind = GuardrailType.Of(guardrail.Type).AttachmentKind;
                var attachment = new Address(kind, $"{guardrail.Name}:{(target is GuardrailTarget.Root ? "organization/root" : target.ToString())}");
                Assert.True(order[attachment] < order[new(KindNames.Placement, account.Value.Name)], $"{account.Value.Name} entered before {attachment}");
            }
        }
    }, iter: 300);

    [Fact]
    public Task Nothing_is_detached_from_a_target_before_everything_new_is_attached_there() => Gen.Select(RandomBundles.Any, RandomBundles.Any).SampleAsync(async (first, second) =>
    {
        var estate = new MemoryEstate(Start(first, second));
        await ApplyAsync(first, estate);
        estate.Carried.Clear();

        await ApplyAsync(second, estate);

        var carried = estate.Carried.Where(c => KindNames.IsAttachment(c.Address.Kind)).ToList();
        foreach (var target in carried.GroupBy(c => (c.Address.Kind, c.Address.Name[(c.Address.Name.IndexOf(':', StringComparison.Ordinal) + 1)..])))
        {
            var verbs = target.Select(c => c.Verb).ToList();
            Assert.Equal(verbs.OrderBy(v => v == Verb.Delete), verbs);
        }
    }, iter: 300);

    [Fact]
    public void Every_kind_has_its_own_name_and_says_what_it_may_call()
    {
        Assert.Equal(Kinds.All.Count, Kinds.All.Select(k => k.Kind.Name).Distinct().Count());
        Assert.All(Kinds.All, k => Assert.All(k.ReadPermissions.Concat(k.WritePermissions), p => Assert.Matches("^[a-z0-9-]+:[A-Z][A-Za-z]+$", p.Action)));
        Assert.All(Kinds.All, k => Assert.NotEmpty(k.ReadPermissions));
        Assert.All(Kinds.All, k => Assert.NotEmpty(k.WritePermissions));
    }

    // What is there whatever the policies say: the management account, and groups that an identity provider made.
    private static IEnumerable<Resource> Start(params PolicyBundle[] bundles) => bundles
        .SelectMany(b => Kinds.Pure.Values.SelectMany(k => k.Declare(b)))
        .Where(r => r.External)
        .DistinctBy(r => r.Address)
        .Select(r => r with { External = false, Owned = false });

    private static Task<Plan> PlanAsync(PolicyBundle policies, MemoryEstate estate) =>
        Survey.PlanAsync(policies, estate, Willing, (_, _, _) => { }, TestContext.Current.CancellationToken);

    private static async Task ApplyAsync(PolicyBundle policies, MemoryEstate estate)
    {
        var plan = await PlanAsync(policies, estate);
        Assert.Empty(plan.Refusals);
        using var journal = Journal.None(new FakeTimeProvider());
        using var applier = new Applier(estate, journal, new FakeTimeProvider());
        Assert.All(await applier.ApplyAsync(plan, _ => { }, TestContext.Current.CancellationToken), o => Assert.IsType<Outcome.Done>(o));
    }
}
