using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class ApplierTests
{
    [Fact]
    public async Task A_failure_stops_only_what_needs_it()
    {
        var estate = new MemoryEstate([]) { Before = c => Fail(c, "thing/a") };
        var plan = Some.Plan([Some.Resource("thing/a"), Some.Resource("thing/b", """{"uses":{"$ref":"thing/a"}}"""), Some.Resource("thing/c")], []);

        var outcomes = await ApplyAsync(estate, plan, CancellationToken.None);

        Assert.IsType<Outcome.Failed>(outcomes.Single(o => o.Change.Address.Name == "a"));
        Assert.Equal("thing/a", Assert.IsType<Outcome.Skipped>(outcomes.Single(o => o.Change.Address.Name == "b")).Because.ToString());
        Assert.IsType<Outcome.Done>(outcomes.Single(o => o.Change.Address.Name == "c"));
    }

    [Fact]
    public async Task An_interruption_starts_nothing_new_and_leaves_an_outcome_for_everything()
    {
        using var interrupt = new CancellationTokenSource();
        var estate = new MemoryEstate([]) { Before = c => { if (c.Address.Name == "a") { interrupt.Cancel(); } } };
        var plan = Some.Plan([Some.Resource("thing/a"), Some.Resource("thing/b", """{"uses":{"$ref":"thing/a"}}""")], []);

        var outcomes = await ApplyAsync(estate, plan, interrupt.Token);

        Assert.IsType<Outcome.Done>(outcomes[0]);
        Assert.IsType<Outcome.Interrupted>(outcomes[1]);
    }

    [Fact]
    public async Task A_bug_of_ours_is_told_as_such_and_the_rest_goes_on()
    {
        var estate = new MemoryEstate([]) { Before = c => { if (c.Address.Name == "a") { throw new InvalidCastException("oops"); } } };
        var plan = Some.Plan([Some.Resource("thing/a"), Some.Resource("thing/b")], []);

        var outcomes = await ApplyAsync(estate, plan, CancellationToken.None);

        Assert.Equal("internal-error", Assert.IsType<Outcome.Failed>(outcomes[0]).Why.Code);
        Assert.IsType<Outcome.Done>(outcomes[1]);
    }

    [Fact]
    public async Task A_refused_plan_does_not_apply()
    {
        var plan = Some.Plan([], [Some.Resource("thing/a")]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(new MemoryEstate([]), plan, CancellationToken.None));
    }

    private static void Fail(Change change, string address)
    {
        if (change.Address.ToString() == address)
        {
            throw new FaultException(new() { Code = "broken", What = "broken", Where = new(address) });
        }
    }

    private static async Task<IReadOnlyList<Outcome>> ApplyAsync(MemoryEstate estate, Plan plan, CancellationToken interrupt)
    {
        using var journal = Journal.None(new FakeTimeProvider());
        using var applier = new Applier(estate, journal, new FakeTimeProvider());
        return await applier.ApplyAsync(plan, _ => { }, interrupt);
    }
}
