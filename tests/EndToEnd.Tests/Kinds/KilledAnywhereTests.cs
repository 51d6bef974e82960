using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>
/// The tool dies at every sort of write of an apply, in this process: AWS carried the write out, and nobody hears so. Beside <see cref="KilledApplyTests"/>, which kills real processes
/// at each and every write of the organization, this one covers every kind, at the first and at the second time that it makes a call: a hundred rules are a hundred times the same call.
/// </summary>
public sealed class KilledAnywhereTests : IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public async Task An_apply_that_dies_at_every_sort_of_write_and_begins_again_ends_in_the_same_state_with_nothing_twice()
    {
        var policies = Landing.Small(Landing.Everything);
        var whole = await Rehearsal.OfAsync(policies);
        using var death = new Death();
        var broken = Rehearsal.On(new() { Observer = death.Observe });

        var deaths = 0;
        for (var done = false; !done; deaths += done ? 0 : 1)
        {
            Assert.True(deaths < 5_000, "there is always something left to write: a write is repeated for ever");
            using var life = death.Begin();
            var (plan, outcomes) = await broken.ApplyAsync(policies, desk.At("journal.jsonl"), life.Token);
            Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
            done = !life.IsCancellationRequested;
            Assert.True(!done || outcomes.All(o => o is Outcome.Done), string.Join("\n", outcomes.Where(o => o is not Outcome.Done)));
        }

        Assert.True(deaths > 60, $"only {deaths} writes were met: the policies make more");
        await broken.SettlesAsync(policies);
        var (expected, actual) = (Holdings.Of(whole.Cloud.Saved()), Holdings.Of(broken.Cloud.Saved()));
        Assert.Equal(expected.Except(actual).Select(line => $"without deaths {line}"), actual.Except(expected).Select(line => $"with deaths {line}"));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();
}
