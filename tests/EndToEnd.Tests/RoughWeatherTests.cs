using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>The default policies, applied while AWS is at its worst: slow to show, busy, throttling, asynchronous, its pages empty.</summary>
public sealed class RoughWeatherTests
{
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
        var rehearsal = await ReachesTheDeclaredState(new() { EmptyPages = true, PageSize = 3, AsyncReads = 2, ReadLag = 1, ConflictEvery = 5 });

        // All but the units, which hold accounts that are never closed.
        var emptied = Landing.Default with { Guardrails = [], PermissionSets = [], Assignments = [], Groups = [] };
        await rehearsal.SettlesAsync(emptied);

        var guardrails = await rehearsal.ReadAsync(emptied, "scp");
        Assert.Equal(["FullAWSAccess"], guardrails.Select(r => r.Address.Name));
    }

    private static async Task<Rehearsal> ReachesTheDeclaredState(SandboxOptions weather)
    {
        var rehearsal = Rehearsal.On(weather);
        await rehearsal.SettlesAsync(Landing.Default);
        return rehearsal;
    }
}
