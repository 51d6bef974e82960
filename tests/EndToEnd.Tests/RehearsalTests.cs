using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>A person with nothing but .NET: the default policies, on a local landing zone.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly Desk desk = new();

    private BaselineTool Tool => new(desk);

    [Fact]
    public async Task The_default_policies_apply_to_an_empty_rehearsal_and_then_nothing_is_to_be_done()
    {
        (await Rehearse("plan")).ExpectExitCode(2);

        (await Rehearse("apply", "--yes")).ExpectExitCode(0);

        (await Rehearse("plan")).ExpectExitCode(0);
        var again = (await Rehearse("apply", "--yes")).ExpectExitCode(0);
        Assert.Contains("nothing", again.Output + again.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_plan_as_JSON_counts_what_it_lists()
    {
        var plan = (await Rehearse("plan", "--format", "json")).ExpectExitCode(2).Json();

        Assert.Equal(1, plan.GetProperty("formatVersion").GetInt32());
        Assert.StartsWith("sha256:", plan.GetProperty("fingerprint").GetProperty("policies").GetString(), StringComparison.Ordinal);
        var creates = plan.GetProperty("changes").EnumerateArray().Count(change => change.GetProperty("action").GetString() == "create");
        Assert.True(creates > 0, "an empty account has everything to be created");
        Assert.Equal(creates, plan.GetProperty("summary").GetProperty("create").GetInt32());
    }

    [Fact]
    public async Task A_saved_plan_is_carried_out_once_and_refused_when_the_estate_is_no_longer_the_one_it_was_made_for()
    {
        (await Rehearse("plan", "--out", desk.At("plan.json"))).ExpectExitCode(2);
        (await Rehearse("apply", desk.At("plan.json"), "--yes")).ExpectExitCode(0);

        var refused = (await Rehearse("apply", desk.At("plan.json"), "--yes")).ExpectExitCode(1);

        Assert.Contains("plan.json", refused.Errors + refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_is_refused_when_the_policies_have_changed()
    {
        var policies = PolicyCopy.On(desk);
        (await Tool.Run("plan", "--rehearse", desk.At("zone.json"), "--policies", policies.Folder, "--out", desk.At("plan.json"))).ExpectExitCode(2);
        policies.Edit("organization.json", text => text.Replace("aws+dev", "aws+other", StringComparison.Ordinal));

        var refused = await Tool.Run("apply", desk.At("plan.json"), "--yes", "--rehearse", desk.At("zone.json"), "--policies", policies.Folder);

        refused.ExpectExitCode(1);
        Assert.False(refused.Output.Contains("   at ", StringComparison.Ordinal), refused.ToString());
    }

    [Fact]
    public async Task A_snapshot_of_the_rehearsal_plans_to_nothing_and_cannot_be_changed()
    {
        (await Rehearse("apply", "--yes")).ExpectExitCode(0);
        (await Rehearse("snapshot", "--out", desk.At("estate.json"))).ExpectExitCode(0);

        (await Tool.Run("plan", "--estate", desk.At("estate.json"), "--policies", BaselineTool.DefaultPolicies)).ExpectExitCode(0);
    }

    [Fact]
    public async Task Policies_are_found_from_any_folder_through_the_launcher()
    {
        Directory.CreateDirectory(desk.At("elsewhere"));
        var launcher = Path.Combine(BaselineTool.RepositoryRoot(), "baseline");
        // As everything else here is built: with another home, another folder of packages, or the paths of continuous integration, all would be built anew.
        var environment = desk.Environment();
        environment["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var name in (string[])["CI", "NUGET_PACKAGES"])
        {
            environment.Remove(name);
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        using var running = RunningProgram.Start(launcher, ["validate"], environment, desk.At("elsewhere"));

        // The launcher may have to build first.
        (await running.Wait(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).ExpectExitCode(0);
    }

    [Fact]
    public async Task Without_a_yes_and_with_nobody_to_ask_nothing_is_changed()
    {
        (await Rehearse("apply")).ExpectExitCode(1);

        (await Rehearse("plan")).ExpectExitCode(2);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private Task<Finished> Rehearse(params string[] arguments) =>
        Tool.Run([.. arguments, "--rehearse", desk.At("zone.json"), "--policies", BaselineTool.DefaultPolicies]);
}
