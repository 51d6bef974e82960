using CsCheck;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;
using static SecretScoops.Governance.Remediation.Tests.Pipeline.Cases;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Whatever the case: a decision is never bolder than the stance, unless a person approved or what was decided before is being ended.</summary>
public sealed class DecisionProperties
{
    private static readonly Gen<LedgerEntry> s_line = Gen.Select(
        Gen.Enum<LedgerStep>(), Gen.Double[0, 100], Gen.OneOf<string?>(null, "Ada", Deployer), Gen.OneOf<double?>(null, -1, 0, 1, 80),
        (step, ago, who, until) => Line(step, ago, actor: who, decidedBy: who, until: until is null ? null : Now.AddHours(until.Value)));

    private static readonly Gen<Case> s_case = Gen.Select(
        Gen.Select(Gen.Enum<RemediationMode>(), Gen.Int[0, 200], Gen.Enum<Outage>()),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.OneOf<string?>(null, "dev", "uat", "prod"),
        s_line.List[0, 8],
        (said, on, environment, lines) => Fresh with
        {
            Stance = Stance(said.Item1, TimeSpan.FromMinutes(said.Item2)),
            Outage = said.Item3,
            Policies = Said with { Enabled = on.Item1, DryRun = on.Item2 },
            CanFix = on.Item3,
            Exemption = on.Item4 ? Exemption : null,
            Tags = on.Item5 ? new Dictionary<string, string> { ["governance:exempt"] = "yes" } : [],
            Environment = environment,
            History = History(lines),
        });

    [Fact]
    public void A_decision_is_never_bolder_than_the_stance_unless_a_person_approved() => s_case.Sample(
        it =>
        {
            if (Decisions.Of(it) is not Decision.Fix)
            {
                return;
            }

            var (last, decided) = (it.History.Last?.Step, it.History.Word?.Step is LedgerStep.Approved or LedgerStep.Claimed);
            Assert.True(it is { CanFix: true, Exemption: null, Environment: not null, Policies: { Enabled: true, DryRun: false } }, "it was forbidden");
            Assert.Null(it.History.UndoneUntil(it.Now));
            Assert.True(it.Stance.Mode == RemediationMode.Auto || decided, $"{it.Stance.Mode} after {last}");
            Assert.True(it.History.FixedSince(it.Now - it.Policies.Fights.Within) < it.Policies.Fights.Fixes || decided, "it was fought over");
            Assert.True(it.History.Window is [] ? it.Stance.Grace == TimeSpan.Zero : it.Now >= it.History.Window[0].At + it.Stance.Grace || decided, "its grace is not over");
            Assert.False(it.Tags.Count > 0 && it.Environment == "dev", "its tag exempts it");
        },
        iter: 20_000);

    [Fact]
    public void The_same_case_is_decided_the_same_twice() => s_case.Sample(it => Assert.Equal(Decisions.Of(it), Decisions.Of(it)), iter: 2_000);
}
