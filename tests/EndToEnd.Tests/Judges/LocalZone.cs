using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>A sandbox in this process, and the tool's own survey and applier on it. Each plan and each apply has a connection of its own, as each run of the tool has.</summary>
/// <param name="between">Stands between the tool and the sandbox; null for nothing.</param>
internal sealed class LocalZone(Func<HttpMessageHandler, HttpMessageHandler>? between = null)
{
    private readonly LocalCloud cloud = LocalCloud.Open(null, new(), TimeProvider.System);

    /// <summary>The default policies.</summary>
    public static PolicyBundle Policies { get; } = PolicyFolder.Read(BaselineTool.DefaultPolicies).Bundle!;

    /// <summary>Plans.</summary>
    public Task<Plan> Plan(PolicyBundle policies, PlanOptions? options = null) =>
        Connected(connection => CallsOfTest.DuringAsync(CallsOfTest.Planning, connection, () => PlanOn(policies, Estate(policies, options, connection), options)));

    /// <summary>Plans and carries the plan out; every change must succeed.</summary>
    public Task Apply(PolicyBundle policies, PlanOptions? options = null) => Connected(connection => CallsOfTest.DuringAsync(CallsOfTest.Applying, connection, async () =>
    {
        var estate = Estate(policies, options, connection);
        var plan = await PlanOn(policies, estate, options);
        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        using var journal = Journal.None(TimeProvider.System);
        using var applier = new Applier(estate, journal, TimeProvider.System);
        var outcomes = await applier.ApplyAsync(plan, _ => { }, TestContext.Current.CancellationToken);
        Assert.Empty(outcomes.OfType<Outcome.Failed>().Select(o => o.Why));
        Assert.All(outcomes, o => Assert.IsType<Outcome.Done>(o));
        return true;
    }));

    /// <summary>Calls the sandbox as somebody other than the tool would.</summary>
    public Task BehindTheToolsBack(Func<AwsSession, IdentityCenter, Task> act) => Connected(async connection =>
    {
        var world = new AwsWorld(connection.Home, Policies, [], TimeProvider.System, []);
        await act(connection.Home, await IdentityCenter.FindAsync(world, TestContext.Current.CancellationToken));
        return true;
    });

    private async Task<T> Connected<T>(Func<AwsConnection, Task<T>> act)
    {
        using var sandbox = new SandboxHandler(cloud);
        using var handler = between?.Invoke(sandbox) ?? sandbox;
        using var connection = new AwsConnection(new() { Handler = handler, Region = Policies.LandingZone.HomeRegion });
        return await act(connection);
    }

    private static AwsEstate Estate(PolicyBundle policies, PlanOptions? options, AwsConnection connection) =>
        new(new(connection.Home, policies, options?.Without ?? [], TimeProvider.System, options?.Accounts ?? []));

    private static Task<Plan> PlanOn(PolicyBundle policies, AwsEstate estate, PlanOptions? options) =>
        Survey.PlanAsync(policies, estate, options ?? new(), (_, _, _) => { }, TestContext.Current.CancellationToken);
}

/// <summary>An endpoint that has no such operations: it answers with a page, as emulators do.</summary>
/// <param name="inner">What answers the rest.</param>
/// <param name="operations">As the wire names them, service and all: <c>SWBExternalService.ListTagsForResource</c>.</param>
internal sealed class Lacking(HttpMessageHandler inner, params string[] operations) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.TryGetValues("X-Amz-Target", out var target) && operations.Contains(target.Single())
            ? Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError) { RequestMessage = request, Content = new StringContent("<!doctype html><p>?</p>") })
            : base.SendAsync(request, cancellationToken);
}
