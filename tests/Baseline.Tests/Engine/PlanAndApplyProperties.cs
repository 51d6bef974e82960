using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class PlanAndApplyProperties
{
    private const int Size = 12;

    // A world of up to 12 resources; resource i may depend only on j < i, so no circles. Some are named by the policies, some are somebody else's.
    private static readonly Gen<List<Resource>> World =
        Gen.Select(Gen.Bool.Array[Size], Gen.Int[0, 3].Array[Size], Gen.Int[0, 4095].Array[Size], Gen.Bool.Array[Size])
            .Select((exists, value, mask, owned) => Enumerable.Range(0, Size).Where(i => exists[i]).Select(i => new Resource(At(i), new JsonObject
            {
                ["v"] = value[i],
                ["uses"] = new JsonArray([.. Enumerable.Range(0, i).Where(j => exists[j] && ((mask[i] >> j) & 1) == 1)
                    .Select(j => new JsonObject { ["$ref"] = At(j).ToString() })]),
            })
            {
                Owned = owned[i],
            }).ToList());

    private static readonly PlanOptions Willing = new() { Adopt = ["all"], Allow = ["vanished"] };

    [Fact]
    public Task A_second_apply_finds_nothing_to_do() =>
        Gen.Select(World, World).SampleAsync(async (desired, observed) =>
        {
            var estate = new MemoryEstate(Ours(observed));

            await ApplyAsync(desired, estate);

            Assert.Empty(Some.Plan(desired, estate.All, Willing).Pending);
        });

    [Fact]
    public Task What_the_tool_does_not_own_is_never_deleted() =>
        Gen.Select(World, World).SampleAsync(async (desired, observed) =>
        {
            var estate = new MemoryEstate(observed);

            await ApplyAsync(desired, estate);

            Assert.All(observed.Where(r => !r.Owned), r => Assert.Contains(estate.All, x => x.Address == r.Address));
        });

    [Fact]
    public void What_exists_and_is_not_ours_is_refused_until_it_is_adopted() =>
        Gen.Select(World, World).Sample((desired, observed) =>
        {
            var foreign = observed.Where(o => !o.Owned && desired.Any(d => d.Address == o.Address && Difference.Between(o.Attributes, d.Attributes).Count > 0)).ToList();

            var refusals = Some.Plan(desired, observed).Refusals.Where(r => r.Code == "foreign").ToList();

            Assert.Equal(foreign.Count, refusals.Count);
            Assert.DoesNotContain(Some.Plan(desired, observed, Willing).Refusals, r => r.Code == "foreign");
        });

    [Fact]
    public Task Nothing_exists_without_what_it_depends_on_at_any_moment() =>
        Gen.Select(World, World).SampleAsync(async (desired, observed) =>
        {
            var estate = new MemoryEstate(Ours(observed));

            await ApplyAsync(desired, estate);

            Assert.Empty(estate.Dangling);
        });

    [Fact]
    public Task Runs_that_fail_here_and_there_converge() =>
        Gen.Select(World, World, Gen.Int).SampleAsync(async (desired, observed, seed) =>
        {
            var estate = new MemoryEstate(Ours(observed)) { Trouble = new Random(seed) };

            for (var run = 0; run < 60 && Some.Plan(desired, estate.All, Willing).Pending.Any(); run++)
            {
                await ApplyAsync(desired, estate);
                Assert.Empty(estate.Dangling);
            }

            Assert.Empty(Some.Plan(desired, estate.All, Willing).Pending);
        });

    [Fact]
    public void The_order_in_which_things_are_declared_and_read_changes_nothing() =>
        Gen.Select(World, World, Gen.Int).Sample((desired, observed, seed) =>
        {
            var random = new Random(seed);

            var one = Some.Plan(desired, observed, Willing);
            var other = Some.Plan(desired.OrderBy(_ => random.Next()), observed.OrderBy(_ => random.Next()), Willing);

            Assert.Equal(one.Changes.Select(c => (c.Address, c.Verb)), other.Changes.Select(c => (c.Address, c.Verb)));
            Assert.Equal(one.Fingerprint, other.Fingerprint);
            Assert.Equal(one.Refusals.Select(r => r.ToString()), other.Refusals.Select(r => r.ToString()));
        });

    [Fact]
    public void Every_change_comes_after_all_it_needs() =>
        Gen.Select(World, World).Sample((desired, observed) =>
        {
            var done = new HashSet<Address>();
            foreach (var change in Some.Plan(desired, Ours(observed), Willing).Changes)
            {
                Assert.All(change.Needs, need => Assert.Contains(need, done));
                done.Add(change.Address);
            }
        });

    private static Address At(int i) => new("thing", $"r{i:00}");

    private static List<Resource> Ours(List<Resource> resources) => [.. resources.Select(r => r with { Owned = true })];

    private static async Task ApplyAsync(List<Resource> desired, MemoryEstate estate)
    {
        var plan = Some.Plan(desired, estate.All, Willing);
        if (!plan.Applicable)
        {
            // Only deletions that strangers stand in the way of; the rest of a refused plan must not be carried out either.
            Assert.All(plan.Refusals, r => Assert.Equal("in-use", r.Code));
            return;
        }

        using var journal = Journal.None(new FakeTimeProvider());
        using var applier = new Applier(estate, journal, new FakeTimeProvider());
        await applier.ApplyAsync(plan, _ => { }, TestContext.Current.CancellationToken);
    }
}
