using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>
/// <c>kill -9</c> at every write: the sandbox carried the write out, and the tool dies before it hears so. That is the worst moment;
/// dying before the write leaves what the run before it left. A process for each write takes its time, so that this is done for the organization and access;
/// <see cref="Kinds.KilledAnywhereTests"/> does it for every kind, in this process.
/// </summary>
public sealed class KilledApplyTests : IDisposable
{
    // Most of it is the start of a process, which takes its time where others are at work.
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();
    private readonly PolicyCopy policies;

    public KilledApplyTests() => policies = PolicyCopy.On(desk).OrganizationOnly();

    [Fact]
    public async Task An_apply_killed_at_every_write_and_begun_again_ends_in_the_same_state_with_nothing_twice()
    {
        using var whole = new SandboxServer(desk, "whole.json");
        await whole.Ready();
        (await Tool(whole.Access).Run("apply", "--yes")).ExpectExitCode(0);

        using var broken = new SandboxServer(desk, "broken.json");
        await broken.Ready();
        var kills = await KillAtEachWrite(broken.Access);

        (await Tool(broken.Access).Run("plan")).ExpectExitCode(0);
        Assert.True(kills > 40, $"only {kills} writes were met: the default policies make more");
        Assert.Equal((await Census.Take(desk, whole.Access)).GetRawText(), (await Census.Take(desk, broken.Access)).GetRawText());
    }

    [Fact]
    public async Task Ctrl_C_ends_an_apply_with_130_and_the_next_one_continues()
    {
        using var sandbox = new SandboxServer(desk);
        await sandbox.Ready();
        await using var tap = new WireTap(sandbox.Access);
        using var apply = Tool(tap.Access).Start("apply", "--yes");
        var writes = 0;
        tap.Answer = call =>
        {
            if (call.IsWrite && Interlocked.Increment(ref writes) == 10)
            {
                apply.Interrupt();
            }

            return true;
        };

        var ended = await apply.Wait(limit, TestContext.Current.CancellationToken);

        ended.ExpectExitCode(130);
        (await Tool(sandbox.Access).Run("apply", "--yes")).ExpectExitCode(0);
        (await Tool(sandbox.Access).Run("plan")).ExpectExitCode(0);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    /// <summary>Each run is killed at its first write, so that every write of the whole apply is once the one at which it dies.</summary>
    private async Task<int> KillAtEachWrite(AwsAccess sandbox)
    {
        const int moreThanAnyApply = 2000;
        for (var kills = 0; kills < moreThanAnyApply; kills++)
        {
            var ended = await KillAtFirstWrite(sandbox);
            if (ended.ExitCode == 0)
            {
                return kills;
            }

            ended.ExpectExitCode(137);
        }

        throw new InvalidOperationException($"after {moreThanAnyApply} kills there was still something to write: a write is repeated for ever");
    }

    // A tap for each run: a call of a dead run that were still under way would else be carried out while the next one works, as if somebody else had made it.
    private async Task<Finished> KillAtFirstWrite(AwsAccess sandbox)
    {
        await using var tap = new WireTap(sandbox);
        using var apply = Tool(tap.Access).Start("apply", "--yes");
        tap.Answer = call =>
        {
            if (call.IsWrite)
            {
                apply.Kill();
            }

            return !call.IsWrite;
        };
        return await apply.Wait(limit, TestContext.Current.CancellationToken);
    }

    private BaselineTool Tool(AwsAccess access) => new(desk, access) { Extra = { ["BASELINE_POLICIES"] = policies.Folder } };
}
