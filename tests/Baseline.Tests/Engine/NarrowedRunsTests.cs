using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

/// <summary>Runs that change a part, and leave to others what they cannot do yet.</summary>
public sealed class NarrowedRunsTests
{
    private static readonly Resource shared = Some.Resource("setting/shared");
    private static readonly Resource dev = Some.Resource("setting/own@dev");
    private static readonly Resource uat = Some.Resource("setting/own@uat");

    [Fact]
    public void An_organizations_run_leaves_accounts_alone_but_those_that_are_named()
    {
        Assert.Equal(["setting/shared"], Pending(new() { Organization = true }));
        Assert.Equal(["setting/own@dev", "setting/shared"], Pending(new() { Organization = true, Accounts = ["dev"] }));
        Assert.Equal(["setting/own@dev"], Pending(new() { Accounts = ["dev"] }));
        Assert.Equal(["setting/own@dev", "setting/own@uat", "setting/shared"], Pending(new()));

        static IEnumerable<string> Pending(PlanOptions options) => Some.Plan([shared, dev, uat], [], options).Pending.Select(change => change.Address.ToString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_lacks_something_is_deferred_and_so_is_what_needs_that()
    {
        Resource[] desired =
        [
            shared, Some.Resource("thing/used@dev"), Some.Resource("thing/user", """{"uses":{"$ref":"thing/used@dev"}}"""), Some.Resource("thing/users-user", """{"uses":{"$ref":"thing/user"}}"""),
        ];

        var plan = Some.Plan(desired, [], new() { Organization = true, Defer = true });

        Assert.Equal(["setting/shared"], plan.Pending.Select(change => change.Address.ToString()));
        Assert.Equal(["thing/user", "thing/users-user"], plan.Deferred.Select(address => address.ToString()));
        Assert.Empty(plan.Refusals);
        Assert.False(plan.Complete);
        Assert.StartsWith("2 changes are left for a later run: thing/user needs thing/used@dev,", Assert.Single(plan.Notes).What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_and_cannot_be_changed_yet_stays_as_it_is()
    {
        var before = Some.Resource("thing/user", """{"v":1}""");
        var after = Some.Resource("thing/user", """{"uses":{"$ref":"thing/used@dev"},"v":2}""");

        var plan = Some.Plan([Some.Resource("thing/used@dev"), after], [before], new() { Organization = true, Defer = true });

        Assert.Empty(plan.Pending);
        Assert.Equal("thing/user", Assert.Single(plan.Deferred).ToString());
    }

    [Fact]
    public void Without_defer_it_is_refused() =>
        Assert.Equal("missing-dependency", Assert.Single(Some.Plan([Some.Resource("thing/used@dev"), Some.Resource("thing/user", """{"uses":{"$ref":"thing/used@dev"}}""")], [], new() { Organization = true }).Refusals).Code);

    [Fact]
    public void What_lies_where_nobody_looked_is_supposed_to_be_there()
    {
        Resource[] desired = [Some.Resource("thing/log@uat"), Some.Resource("thing/user@dev", """{"uses":{"$ref":"thing/log@uat"}}""")];

        var plan = Planner.Plan(new(Some.Kinds, desired, [Some.Resource("account/dev", owned: false)], [], new() { Accounts = ["dev"] }, Some.NoLimits, "sha256:policies") { Read = ["dev", "root"] });

        Assert.Equal("thing/user@dev", Assert.Single(plan.Pending).Address.ToString());
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void The_management_account_is_read_in_any_case_and_alone_for_what_belongs_to_no_account()
    {
        Assert.Empty(new PlanOptions().Read("root"));
        Assert.Equal(["root"], new PlanOptions { Organization = true }.Read("root"));
        Assert.Equal(["dev", "root"], new PlanOptions { Accounts = ["dev"] }.Read("root"));
        Assert.Equal(["root", "dev"], new PlanOptions { Accounts = ["root", "dev"] }.Read("root"));
    }
}
