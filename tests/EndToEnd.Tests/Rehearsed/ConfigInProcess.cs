using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>A sandbox in this process whose log archive is there already: what Config needs of it, and nothing else.</summary>
internal sealed class ConfigInProcess : IDisposable
{
    private const string Bucket = "secret-scoops-config-123456789012-eu-west-1";

    private static readonly string[] kinds =
    [
        "organization", "ou", "account", "service-access", "delegated-administrator", "config-role", "config-recorder", "config-aggregator", "config-rule", "conformance-pack",
    ];

    private readonly SandboxHandler handler;
    private readonly AwsConnection connection;

    public ConfigInProcess(SandboxOptions? weather = null)
    {
        var state = SandboxState.Empty(weather ?? new(), DateTimeOffset.UnixEpoch);
        state.Buckets.Add(Bucket, new()
        {
            Name = Bucket,
            AccountId = state.ManagementAccountId,
            Region = "eu-west-1",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":"*"}]}""",
        });
        handler = new(LocalCloud.From(state, weather ?? new(), TimeProvider.System));
        connection = new(new() { Handler = handler, Region = "eu-west-1" });
    }

    /// <summary>The management account's session.</summary>
    public AwsSession Home => connection.Home;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is to be done for these policies.</summary>
    public Task<Plan> Plan(PolicyBundle declared) => CallsOfTest.DuringAsync(CallsOfTest.Planning, connection, () => PlanOn(declared, Estate(declared)));

    /// <summary>Does it, whatever comes of it.</summary>
    public Task<IReadOnlyList<Outcome>> Try(PolicyBundle declared) => CallsOfTest.DuringAsync(CallsOfTest.Applying, connection, async () =>
    {
        var estate = Estate(declared);
        var plan = await PlanOn(declared, estate);
        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        using var journal = Journal.None(TimeProvider.System);
        using var applier = new Applier(estate, journal, TimeProvider.System);
        return await applier.ApplyAsync(plan, _ => { }, Cancel);
    });

    /// <summary>Does it; whatever fails fails the test, and so does a second plan that finds something.</summary>
    public async Task<IReadOnlyList<Change>> Apply(PolicyBundle declared)
    {
        var outcomes = await Try(declared);
        Assert.All(outcomes, o => Assert.True(o is Outcome.Done, $"{o}"));
        var again = (await Plan(declared)).Pending.ToList();
        Assert.True(again.Count == 0, string.Join("\n", again.Select(c => $"{c.Verb} {c.Address} {string.Join(", ", c.Differences)}")));
        return [.. outcomes.Select(o => o.Change)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        handler.Dispose();
    }

    private AwsEstate Estate(PolicyBundle declared) => new(new(connection.Home, declared, [], TimeProvider.System, []));

    private static Task<Plan> PlanOn(PolicyBundle declared, AwsEstate estate) => Survey.PlanAsync(
        declared, estate, new() { Allow = ["vanished", "deletions", "updates"], Only = kinds, Without = ["bucket", "kms-key"] }, (_, _, _) => { }, Cancel);
}
