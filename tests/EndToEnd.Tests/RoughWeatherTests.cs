using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>The default policies, applied while AWS is at its worst: slow to show, busy, throttling, asynchronous, its pages empty.</summary>
public sealed class RoughWeatherTests
{
    private static readonly PolicyBundle policies = PolicyFolder.Read(BaselineTool.DefaultPolicies).Bundle!;

    [Fact]
    public Task Empty_and_short_pages_hide_nothing() => ReachesTheDeclaredState(new() { EmptyPages = true, PageSize = 2 });

    [Fact]
    public Task Asynchronous_operations_are_followed_to_their_end() => ReachesTheDeclaredState(new() { AsyncReads = 3 });

    [Fact]
    public Task What_is_shown_late_is_waited_for() => ReachesTheDeclaredState(new() { ReadLag = 2 });

    [Fact]
    public Task Concurrent_modifications_are_tried_again() => ReachesTheDeclaredState(new() { ConflictEvery = 3 });

    [Fact]
    public Task Throttled_calls_wait_their_turn() => ReachesTheDeclaredState(new() { RateLimits = [new("organizations", new HashSet<string>(), 25, 5), new("sso-admin", new HashSet<string>(), 25, 5)] });

    [Fact]
    public async Task Everything_at_once_and_then_back_to_nothing_of_ours()
    {
        var cloud = await ReachesTheDeclaredState(new() { EmptyPages = true, PageSize = 3, AsyncReads = 2, ReadLag = 1, ConflictEvery = 5 });

        // All but the units, which hold accounts that are never closed.
        var emptied = policies with { Guardrails = [], PermissionSets = [], Assignments = [], Groups = [] };
        await Applies(emptied, cloud);

        var left = await Plan(emptied, cloud);
        Assert.Empty(left.Pending);
        Assert.Equal(["FullAWSAccess"], left.Changes.Count == 0 ? [] : await OwnerlessPolicies(cloud));
    }

    private static async Task<LocalCloud> ReachesTheDeclaredState(SandboxOptions weather)
    {
        var cloud = LocalCloud.Open(null, weather, TimeProvider.System);

        await Applies(policies, cloud);

        Assert.Empty((await Plan(policies, cloud)).Pending);
        return cloud;
    }

    private static async Task Applies(PolicyBundle declared, LocalCloud cloud)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = Connect(handler);
        var estate = Estate(declared, connection);
        var plan = await PlanOn(declared, estate);
        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        using var journal = Journal.None(TimeProvider.System);
        using var applier = new Applier(estate, journal, TimeProvider.System);

        var outcomes = await applier.ApplyAsync(plan, _ => { }, TestContext.Current.CancellationToken);

        Assert.All(outcomes, o => Assert.True(o is Outcome.Done, $"{o}"));
    }

    private static async Task<Plan> Plan(PolicyBundle declared, LocalCloud cloud)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = Connect(handler);
        return await PlanOn(declared, Estate(declared, connection));
    }

    private static async Task<IReadOnlyList<string>> OwnerlessPolicies(LocalCloud cloud)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = Connect(handler);
        var reading = await Estate(policies, connection).ReadAsync(Kinds.Pure["scp"], TestContext.Current.CancellationToken);
        return [.. reading.Resources.Select(r => r.Address.Name)];
    }

    private static AwsConnection Connect(HttpMessageHandler handler) => new(new() { Handler = handler, Region = policies.LandingZone.HomeRegion });

    private static AwsEstate Estate(PolicyBundle declared, AwsConnection connection) => new(new(connection.Home, declared, [], TimeProvider.System, []));

    private static Task<Plan> PlanOn(PolicyBundle declared, AwsEstate estate) => Survey.PlanAsync(
        declared, estate, new() { Allow = ["vanished", "deletions", "updates"] }, (_, _, _) => { }, TestContext.Current.CancellationToken);
}
