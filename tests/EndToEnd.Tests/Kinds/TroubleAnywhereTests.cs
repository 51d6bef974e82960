using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>Every sort of call that the kinds make is refused once, or its answer is lost once. Which there are is seen when the tool makes them, so that no kind is forgotten.</summary>
public sealed class TroubleAnywhereTests : IDisposable
{
    private static readonly PolicyBundle everything = Landing.Small(Landing.Everything);

    private readonly Desk desk = new();

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_may_not_be_read_is_told_and_nothing_is_planned_from_what_was_not_seen(bool byDefault)
    {
        var policies = byDefault ? Landing.Small(Landing.Default) : everything;
        var settled = await Rehearsal.OfAsync(policies);
        var reads = new SortedSet<string>(StringComparer.Ordinal);
        await With(settled, call => reads.Add(Sort(call))).PlanAsync(policies);
        Assert.True(reads.Count > 60, $"only {reads.Count} sorts of reads were met: the kinds make more");

        foreach (var read in reads)
        {
            var plan = await With(settled, call => Refuse(call, Sort(call) == read)).PlanAsync(policies);

            Assert.True(!plan.Pending.Any(), $"{read} was refused, and planned was\n{string.Join("\n", plan.Pending.Select(Rehearsal.Told))}");
            Assert.True(plan.Unread.Concat(plan.OutOfReach.Select(o => o.Told)).Any(), $"{read} was refused, and nobody is told");
        }
    }

    [Fact]
    public Task Each_sort_of_write_is_refused_once_which_stops_only_what_needs_it() => Recovers(
        (call, met) => Refuse(call, call is { IsWrite: true, Moment: SandboxMoment.Before } && met.Add(Sort(call))));

    [Fact]
    public Task The_answer_to_each_sort_of_call_is_lost_once() => Recovers((call, met) =>
    {
        if (call is { Moment: SandboxMoment.After, Error: null } && met.Add(Sort(call)))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection was cut");
        }
    });

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    // Until nothing new goes wrong: what was skipped in one run meets its own trouble in the next.
    private async Task Recovers(Action<SandboxCall, HashSet<string>> trouble)
    {
        var whole = await Rehearsal.OfAsync(everything);
        var met = new HashSet<string>(StringComparer.Ordinal);
        var troubled = Rehearsal.On(new() { Observer = call => trouble(call, met) });

        for (var (runs, before) = (0, -1); before < met.Count; runs++)
        {
            Assert.True(runs < 60, "trouble comes back although each sort of it comes once");
            before = met.Count;
            var (plan, outcomes) = await troubled.ApplyAsync(everything, desk.At("journal.jsonl"));
            Assert.True(plan.Applicable || before < met.Count, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
            Assert.All(outcomes.OfType<Outcome.Failed>(), failed => Assert.NotEqual("internal-error", failed.Why.Code));
            var undone = outcomes.Where(o => o is not Outcome.Done).Select(o => o.Change.Address).ToHashSet();
            Assert.All(outcomes.OfType<Outcome.Skipped>(), skipped => Assert.Contains(skipped.Because, undone));
        }

        Assert.True(met.Count > 60, $"only {met.Count} sorts of calls were met: the kinds make more");
        await troubled.SettlesAsync(everything);
        var (expected, actual) = (Holdings.Of(whole.Cloud.Saved()), Holdings.Of(troubled.Cloud.Saved()));
        Assert.Equal(expected.Except(actual).Select(line => $"without trouble {line}"), actual.Except(expected).Select(line => $"with trouble {line}"));
    }

    private static Rehearsal With(Rehearsal settled, Action<SandboxCall> observer) => new(LocalCloud.From(settled.Cloud.Saved(), new() { Observer = observer }, TimeProvider.System));

    private static void Refuse(SandboxCall call, bool refused)
    {
        if (refused && call.Moment == SandboxMoment.Before)
        {
            throw new WireException("AccessDeniedException", $"User: me is not authorized to perform: {Sort(call)}", 403);
        }
    }

    private static string Sort(SandboxCall call) => $"{call.Service}:{call.Operation}";
}
