using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>An account that is shut, one whose role is gone, a region that is off: each is named and left alone, and the others are brought to what is declared.</summary>
public sealed class OutOfReachTests : IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public Task An_account_without_its_role_is_left_alone() =>
        Leaves(state => Account(state, "prod").Iam!.Roles.RemoveAll(r => r.Name == "OrganizationAccountAccessRole"), place => Assert.Equal(("prod", null, null, "role-not-assumed"), place));

    [Fact]
    public Task A_region_that_is_off_is_left_alone_in_that_account() =>
        Leaves(state => Account(state, "prod").Regions["eu-central-1"].Disabled = true, place => Assert.Equal(("prod", "eu-central-1", null, "region-off"), place));

    [Fact]
    public Task A_suspended_account_is_left_alone() =>
        Leaves(state => Account(state, "prod").State = "SUSPENDED", place => Assert.Equal(("prod", null, null, "account-not-active"), place));

    [Fact]
    public async Task The_exit_code_says_that_something_was_left_alone_and_the_words_say_what()
    {
        var file = desk.At("rehearsal.json");
        var tool = new BaselineTool(desk);
        string[] onDefaults = ["--policies", BaselineTool.DefaultPolicies, "--rehearse", file];
        (await tool.Run(["apply", .. onDefaults, "--yes"])).ExpectExitCode(0);
        var state = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        state["accounts"]!.AsArray().Single(a => a!["name"]!.GetValue<string>() == "uat")!["iam"]!["roles"] = new JsonArray();
        await File.WriteAllTextAsync(file, state.ToJsonString(), TestContext.Current.CancellationToken);

        var plan = (await tool.Run(["plan", .. onDefaults])).ExpectExitCode(2);
        var apply = (await tool.Run(["apply", .. onDefaults, "--yes"])).ExpectExitCode(3);

        Assert.All([plan, apply], told => Assert.Contains("uat is left alone", told.Output, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static async Task Leaves(Action<SandboxState> harm, Action<(string Account, string? Region, string? Kind, string Code)> expected)
    {
        var policies = Landing.Default;
        var settled = await Rehearsal.OfAsync(policies);
        var state = settled.Cloud.Saved();
        harm(state);
        // Something to mend in another account, and something in the place out of reach that must stay.
        Account(state, "dev").Regions["eu-west-1"] = new();
        var rehearsal = new Rehearsal(LocalCloud.From(state, new(), TimeProvider.System));

        var (plan, outcomes) = await rehearsal.ApplyAsync(policies);

        expected(Assert.Single(plan.OutOfReach.Select(o => (o.Account, o.Region, o.Kind, o.Why.Code))));
        Assert.NotEmpty(outcomes);
        Assert.All(outcomes, o => Assert.True(o is Outcome.Done && o.Change.Account != "prod", $"{o}"));
        Assert.Empty((await rehearsal.PlanAsync(policies)).Pending);
    }

    private static StoredAccount Account(SandboxState state, string name) => state.Accounts.Single(a => a.Name == name);
}
