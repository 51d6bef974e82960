using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What a plan asks for when there is nothing to do, of every service: the command that runs most.</summary>
public sealed class FrugalTests : IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public async Task A_plan_with_nothing_to_do_writes_nothing_and_asks_each_thing_once()
    {
        using var sandbox = new SandboxServer(desk);
        await sandbox.Ready();
        (await Baseline(sandbox.Access, "apply", "--yes")).ExpectExitCode(0);
        await using var tap = new WireTap(sandbox.Access);

        (await Baseline(tap.Access, "plan")).ExpectExitCode(0);

        var calls = tap.Taken();
        Assert.True(calls.Count > 300, $"only {calls.Count} calls were met: the default policies take more");
        Assert.Empty(calls.GroupBy(call => call).Where(same => same.Count() > 1).Select(same => $"{same.Count()} times {same.Key}"));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private Task<Finished> Baseline(AwsAccess access, params string[] arguments) => new BaselineTool(desk, access).Run([.. arguments, "--policies", BaselineTool.DefaultPolicies]);
}
