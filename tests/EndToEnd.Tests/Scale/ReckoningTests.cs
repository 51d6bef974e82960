using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Remediation;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Sandbox;
using Jurisdiction = SecretScoops.Governance.Remediation.Pipeline.Jurisdiction;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>docs/scale.md says what five thousand accounts in seventeen regions take: its numbers are made here, from calls that are counted here.</summary>
public sealed class ReckoningTests
{
    private const int Accounts = 5_000;
    private const int Regions = 17;
    // Of the function that sweeps, in deploy/remediation.yaml.
    private const double Memory = 1;
    private const string Begin = "<!-- reckoning: begin -->";
    private const string End = "<!-- reckoning: end -->";

    private static readonly string[] regions = ["eu-west-1", "eu-central-1", "eu-north-1"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Document => Path.Combine(BaselineTool.RepositoryRoot(), "docs", "scale.md");

    [Fact]
    public async Task The_document_reckons_with_what_is_counted()
    {
        var (plan, sweep) = (await PlanAsync(), await SweepAsync());

        var made = $"{Begin}\n{Text(plan, sweep)}{End}";

        var document = await File.ReadAllTextAsync(Document, Cancel);
        var (from, to) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal) + End.Length);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCUMENTS") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(Document, document[..from] + made + document[to..], Cancel);
        }
        else
        {
            Assert.Equal(made, document[from..to]);
        }
    }

    [Fact]
    public async Task As_many_accounts_are_swept_at_once_as_leave_STS_room_for_those_who_fix()
    {
        var sweep = new Reckoning(Accounts, Regions).SweepOf(await SweepAsync(), Concurrency(), Memory);

        Assert.InRange(sweep.StsASecond, 0, ListPrices.StsASecond * 0.75);
        // What one invocation may take, with a wide margin for accounts that hold more than none of everything.
        Assert.InRange(sweep.AccountSeconds, 0, 900 / 3);
        Assert.InRange(sweep.Seconds, 0, (int)StateMachines.Parsed("sweep")["TimeoutSeconds"]! / 2);
    }

    private static int Concurrency() => (int)StateMachines.Parsed("sweep")["States"]!["Accounts"]!["MaxConcurrency"]!;

    private static string Text(IReadOnlyDictionary<string, Slope> plan, IReadOnlyDictionary<string, Slope> sweep)
    {
        var reckoning = new Reckoning(Accounts, Regions);
        var swept = reckoning.SweepOf(sweep, Concurrency(), Memory);
        var alone = reckoning.SweepOf(sweep, 8, Memory);
        var runs = Run.Of(File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "docs", "performance.md")), "plan, nothing to do");
        var calls = plan.Values.Sum(slope => slope.At(Accounts, Regions));
        var (cpu, memory) = reckoning.OneProcess(runs[0], runs[^1], 2, calls);
        return string.Create(CultureInfo.InvariantCulture, $"""
            Calls, for {Accounts:N0} accounts in {Regions} regions:

            {reckoning.Calls([("plan", plan), ("sweep", sweep)])}
            The sweep, at {ListPrices.CallSeconds * 1000:0} ms a call:

            | | one invocation | the state machine |
            | --- | ---: | ---: |
            | accounts at once | 8 | {Concurrency()} |
            | seconds an account | {alone.AccountSeconds:0} | {swept.AccountSeconds:0} |
            | accounts in 15 minutes | {8 * 900 / alone.AccountSeconds:0} | {Concurrency() * 900 / swept.AccountSeconds:0} |
            | hours for all | {alone.Seconds / 3600:0.0} | {swept.Seconds / 3600:0.0} |
            | `sts:AssumeRole` a second (AWS allows {ListPrices.StsASecond:0}) | {alone.StsASecond:0} | {swept.StsASecond:0} |
            | functions, dollars | – | {swept.LambdaDollars:0.00} |
            | state transitions, dollars | – | {swept.StepFunctionsDollars:0.00} |

            The plan that finds nothing to do, in one process:

            | calls | minutes of a core | GB of memory |
            | ---: | ---: | ---: |
            | {calls:N0} | {cpu / 60:0} | {memory:0} |

            """);
    }

    /// <summary>A plan that finds nothing to do, at two sizes each way.</summary>
    private static async Task<IReadOnlyDictionary<string, Slope>> PlanAsync()
    {
        var counts = new List<IReadOnlyDictionary<string, int>>();
        foreach (var (more, governed) in (IEnumerable<(int, int)>)[(0, 2), (1, 2), (0, 3), (1, 3)])
        {
            using var desk = new Desk();
            counts.Add(await PlannedAsync(PolicyFolder.Read(Declared(desk, more, governed)).Bundle!));
        }

        // Three declared accounts, and the management account.
        return counts.SelectMany(count => count.Keys).Distinct().ToDictionary(
            service => service,
            service => Slope.Of(counts[0].GetValueOrDefault(service), counts[1].GetValueOrDefault(service), counts[2].GetValueOrDefault(service), counts[3].GetValueOrDefault(service), 4, 2),
            StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<string, int>> PlannedAsync(PolicyBundle declared)
    {
        var cloud = LocalCloud.Open(null, new(), TimeProvider.System);
        using (var zone = new ConnectedZone(cloud, declared))
        {
            using var journal = Journal.None(TimeProvider.System);
            using var applier = new Applier(zone.Estate, journal, TimeProvider.System);
            Assert.All(await applier.ApplyAsync(await zone.PlanAsync(), _ => { }, Cancel), outcome => Assert.IsType<Outcome.Done>(outcome));
        }

        using var again = new ConnectedZone(cloud, declared);
        Assert.True((await again.PlanAsync()).Complete);
        return Counted(again.Connection);
    }

    /// <summary>Looking into one account that holds nothing, in two regions and in three.</summary>
    private static async Task<IReadOnlyDictionary<string, Slope>> SweepAsync()
    {
        var counts = new List<IReadOnlyDictionary<string, int>>();
        foreach (var governed in (int[])[2, 3])
        {
            using var desk = new Desk();
            await using var ward = await SandboxWard.OpenAsync(policies: Declared(desk, 0, governed));
            ward.Answer = (service, _) => Interposed.Empty(service);
            await ward.RecordAsync();
            using var connection = ward.Connect();
            await Invocations.CallAsync(Handlers.All["sweep"](new(connection, ward.Bundle, Jurisdiction.All, ward.Time)), $$"""{"step":"accounts","accounts":["{{ward.AccountId}}"]}""", ward.Time);
            counts.Add(Counted(connection));
        }

        return counts.SelectMany(count => count.Keys).Distinct().ToDictionary(
            service => service,
            service =>
            {
                var (two, three) = (counts[0].GetValueOrDefault(service), counts[1].GetValueOrDefault(service));
                return new Slope(0, two - (2 * (three - two)), 0, three - two);
            },
            StringComparer.Ordinal);
    }

    // The default policies with more accounts like the first, and so many regions.
    private static string Declared(Desk desk, int more, int governed)
    {
        var copy = PolicyCopy.On(desk);
        if (more > 0)
        {
            copy.Edit("organization.json", text =>
            {
                var organization = JsonNode.Parse(text)!;
                for (var i = 0; i < more; i++)
                {
                    organization["accounts"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = $"dev-{i}", ["email"] = $"aws+dev-{i}@secretscoops.example", ["environment"] = "dev" });
                }

                return organization.ToJsonString();
            });
        }

        copy.Edit("landing-zone.json", text =>
        {
            var zone = JsonNode.Parse(text)!;
            zone["governedRegions"] = new JsonArray([.. regions[..governed].Select(region => (JsonNode)region)]);
            return zone.ToJsonString();
        });
        return copy.Folder;
    }

    private static Dictionary<string, int> Counted(AwsConnection connection) =>
        connection.Trace.Calls.GroupBy(call => call.Service, StringComparer.Ordinal).ToDictionary(calls => calls.Key, calls => calls.Count(), StringComparer.Ordinal);

    /// <summary>The tool on a sandbox, with a connection of its own, as each run has.</summary>
    private sealed class ConnectedZone : IDisposable
    {
        private readonly SandboxHandler handler;
        private readonly PolicyBundle declared;

        public ConnectedZone(LocalCloud cloud, PolicyBundle declared)
        {
            (handler, this.declared) = (new(cloud), declared);
            Connection = new(new() { Handler = handler, Region = declared.LandingZone.HomeRegion });
            Estate = new(new(Connection.Home, declared, [], TimeProvider.System, []));
        }

        public AwsConnection Connection { get; }

        public AwsEstate Estate { get; }

        public Task<Plan> PlanAsync() => Survey.PlanAsync(declared, Estate, new() { Allow = ["updates", "deletions"] }, (_, _, _) => { }, Cancel);

        public void Dispose()
        {
            Connection.Dispose();
            handler.Dispose();
        }
    }
}
