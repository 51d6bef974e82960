using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>A sandbox in this process, planned for and applied to as the tool does.</summary>
internal sealed class LandingZoneInProcess : IDisposable
{
    private readonly LocalCloud cloud;
    private readonly SandboxHandler handler;
    private readonly AwsConnection connection;

    public LandingZoneInProcess(SandboxOptions? weather = null)
    {
        cloud = LocalCloud.Open(null, weather ?? new(), TimeProvider.System);
        handler = new(cloud);
        connection = new(new() { Handler = handler, Region = "eu-west-1" });
    }

    /// <summary>The management account's session.</summary>
    public AwsSession Home => connection.Home;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is to be done for these policies.</summary>
    public Task<Plan> Plan(PolicyBundle declared, params string[] only) => CallsOfTest.DuringAsync(CallsOfTest.Planning, connection, () => PlanOn(declared, Estate(declared), only));

    /// <summary>Does it; whatever fails fails the test. What was done, in the plan's order.</summary>
    public async Task<IReadOnlyList<Change>> Apply(PolicyBundle declared, params string[] only)
    {
        var outcomes = await Outcomes(declared, only);

        Assert.All(outcomes, o => Assert.True(o is Outcome.Done, $"{o}"));
        return [.. outcomes.Select(o => o.Change)];
    }

    /// <summary>Does it, and tells how each change went.</summary>
    public Task<IReadOnlyList<Outcome>> Outcomes(PolicyBundle declared, params string[] only) => CallsOfTest.DuringAsync(CallsOfTest.Applying, connection, async () =>
    {
        var estate = Estate(declared);
        var plan = await PlanOn(declared, estate, only);
        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        using var journal = Journal.None(TimeProvider.System);
        using var applier = new Applier(estate, journal, TimeProvider.System);
        return await applier.ApplyAsync(plan, _ => { }, Cancel);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        handler.Dispose();
    }

    private AwsEstate Estate(PolicyBundle declared) => new(new(connection.Home, declared, [], TimeProvider.System, []));

    private static Task<Plan> PlanOn(PolicyBundle declared, AwsEstate estate, string[] only) => Survey.PlanAsync(
        declared, estate, new() { Allow = ["vanished", "deletions", "updates"], Only = only }, (_, _, _) => { }, Cancel);
}
