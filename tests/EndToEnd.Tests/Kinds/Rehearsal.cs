using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;
using BaselineKinds = SecretScoops.Governance.Baseline.Resources.Kinds;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>The whole tool but its command line, at work on a sandbox in this process. Each call is a run of its own, as a new process would be.</summary>
/// <param name="Cloud">The sandbox.</param>
internal sealed record Rehearsal(LocalCloud Cloud)
{
    /// <summary>What is left out, and what else of the plan's options is not the usual.</summary>
    public PlanOptions Options { get; init; } = new() { Allow = ["vanished", "deletions", "updates"] };

    /// <summary>Whether calls are counted for the test that is running: not those of what several tests share.</summary>
    public bool Watched { get; init; } = true;

    /// <summary>A new sandbox.</summary>
    public static Rehearsal On(SandboxOptions weather) => new(LocalCloud.Open(null, weather, TimeProvider.System));

    /// <summary>A new sandbox in which these policies are in force.</summary>
    public static async Task<Rehearsal> OfAsync(PolicyBundle policies, bool watched = true)
    {
        var rehearsal = On(new()) with { Watched = watched };
        await rehearsal.AppliesAsync(policies);
        return rehearsal;
    }

    /// <summary>A sandbox of its own that begins in this one's state.</summary>
    public Rehearsal Copy() => new(LocalCloud.From(Cloud.Saved(), new(), TimeProvider.System)) { Options = Options };

    /// <summary>Plans.</summary>
    public Task<Plan> PlanAsync(PolicyBundle policies) => RunAsync(policies, estate => PlanOn(policies, estate), CallsOfTest.Planning);

    /// <summary>Plans and applies, and nothing may fail.</summary>
    public async Task AppliesAsync(PolicyBundle policies)
    {
        var (plan, outcomes) = await ApplyAsync(policies);
        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        Assert.All(outcomes, o => Assert.True(o is Outcome.Done, $"{o}"));
    }

    /// <summary>Applies, and then there is nothing left to do.</summary>
    public async Task SettlesAsync(PolicyBundle policies)
    {
        await AppliesAsync(policies);
        var left = await PlanAsync(policies);
        Assert.True(left.Complete && left.Applicable, string.Join("\n", left.Pending.Select(Told).Concat(left.OutOfReach.Select(o => o.Told.ToString())).Concat(left.Unread.Select(f => f.ToString()))));
    }

    /// <summary>Plans and applies; tells how each change ended.</summary>
    public Task<(Plan Plan, IReadOnlyList<Outcome> Outcomes)> ApplyAsync(PolicyBundle policies, string? journal = null, CancellationToken killed = default) => RunAsync(policies, async estate =>
    {
        var plan = await PlanOn(policies, estate);
        if (!plan.Applicable)
        {
            return (plan, (IReadOnlyList<Outcome>)[]);
        }

        using var kept = journal is null ? Journal.None(TimeProvider.System) : Journal.Open(journal, TimeProvider.System);
        using var applier = new Applier(estate, kept, TimeProvider.System);
        return (plan, await applier.ApplyAsync(plan, _ => { }, killed));
    }, CallsOfTest.Applying);

    /// <summary>Carries one change out that no plan asked for.</summary>
    public Task MeddlesAsync(PolicyBundle policies, Change change) => RunAsync(policies, async estate =>
    {
        // For the ids.
        await PlanOn(policies, estate);
        await estate.CarryOutAsync(change, Step.Plain, TestContext.Current.CancellationToken);
        return true;
    }, CallsOfTest.Applying);

    /// <summary>Everything there is of a kind.</summary>
    public Task<IReadOnlyList<Resource>> ReadAsync(PolicyBundle policies, string kind) =>
        RunAsync(policies, async estate => (await estate.ReadAsync(BaselineKinds.Pure[kind], TestContext.Current.CancellationToken)).Resources);

    /// <summary>Whatever people do meanwhile, as the management account.</summary>
    public async Task OutsideAsync(string region, Func<AwsSession, Task> run)
    {
        using var handler = new SandboxHandler(Cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = region });
        await run(connection.Home);
    }

    /// <summary>A change as a failed test tells it.</summary>
    public static string Told(Change change) =>
        $"{change.Verb} {change.Address}: {string.Join("; ", change.Differences.Select(d => $"{d.Path} {d.Before?.ToJsonString() ?? "absent"} → {d.After?.ToJsonString() ?? "absent"}"))}";

    private async Task<T> RunAsync<T>(PolicyBundle policies, Func<AwsEstate, Task<T>> run, string? deed = null)
    {
        using var handler = new SandboxHandler(Cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = policies.LandingZone.HomeRegion });
        Task<T> Run() => run(new(new(connection.Home, policies, [], TimeProvider.System, [])));
        return deed is null || !Watched ? await Run() : await CallsOfTest.DuringAsync(deed, connection, Run);
    }

    private Task<Plan> PlanOn(PolicyBundle policies, AwsEstate estate) =>
        Survey.PlanAsync(policies, estate, Options, (_, _, _) => { }, TestContext.Current.CancellationToken);
}
