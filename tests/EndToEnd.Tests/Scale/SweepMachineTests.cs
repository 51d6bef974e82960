using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Remediation;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>
/// The sweep of a large organization: moto's Step Functions carries <c>sweep.asl.json</c> out, and calls the real executable, which looks into accounts of the sandbox.
/// What moto has and the sandbox has not (functions, APIs, parameters) it is asked of moto, and so are the results.
/// </summary>
public sealed class SweepMachineTests : IAsyncLifetime
{
    private static readonly string[] atMoto = ["S3", "SSM", "LAMBDA", "API_GATEWAY", "ECS", "CLOUDFRONT"];

    private const string Tolerated = "\"ToleratedFailurePercentage\": 5.0";

    private readonly Desk desk = new();
    private readonly Dictionary<string, string> accounts = [];
    private SandboxWard ward = null!;
    private Sandbox.SandboxServer server = null!;
    private FunctionService functions = null!;
    private MotoServer moto = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_declared_account_is_looked_into_by_an_invocation_of_its_own_and_the_sweep_has_come()
    {
        await OpenAsync("dev", "uat");
        foreach (var account in accounts.Values)
        {
            await ward.Home.In(account).Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        }

        var before = await StampAsync();
        var execution = await SweepAsync();

        Assert.Equal("SUCCEEDED", execution.Status);
        Assert.Equal(["Begin", "Accounts", "End"], execution.States);
        Assert.Equal(accounts.Values.Select(UserIn).Order(), (await RungAsync()).Select(rung => rung.Incident).Where(incident => incident.EndsWith("|deployer", StringComparison.Ordinal)).Order());
        Assert.Equal(
            accounts.Values.Append(await ward.Home.AccountIdAsync(Cancel)).Order(),
            functions.Invocations.Where(asked => (string?)asked["step"] == "accounts").Select(asked => (string)Assert.Single(asked["accounts"]!.AsArray())!).Order());
        Assert.True(await StampAsync() > before);
        Assert.DoesNotContain(await ward.ToldAsync(), told => told.Contains("could not look", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Config_found_in_an_account_is_rung_for_by_whoever_looks_into_it()
    {
        await OpenAsync();
        await ward.RuleAsync(SandboxWard.Control, "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED");
        await ward.OpenBucketAsync("prod-orders");

        Assert.Equal("SUCCEEDED", (await SweepAsync()).Status);

        Assert.Contains(ward.IncidentOf("prod-orders").ToString(), (await RungAsync()).Select(rung => rung.Incident));
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_into_is_told_of_with_the_others_swept()
    {
        await OpenAsync("dev");
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        await RemoveRoleAsync(ward.Home.In(accounts["dev"]));

        var execution = await SweepAsync();

        Assert.Equal("SUCCEEDED", execution.Status);
        Assert.Equal(1, execution.Output["troubles"]!.GetValue<int>());
        Assert.Contains(UserIn(ward.AccountId), (await RungAsync()).Select(rung => rung.Incident));
        Assert.Single(await ward.ToldAsync(), told => told == "the sweep could not look everywhere: one trouble");
    }

    [Fact]
    public async Task Whoever_dies_after_ringing_is_called_again_and_rings_by_the_same_id_and_the_fix_is_made_once()
    {
        await OpenAsync();
        await ward.RuleAsync(SandboxWard.Control, "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED");
        await ward.OpenBucketAsync("prod-orders");
        // So that nobody but the account's own invocation rings.
        await RemoveRoleAsync(ward.Home);
        var dead = 0;
        ward.Observe = call =>
        {
            // What it rang for has arrived, and it does not hear so.
            if (call is { Operation: "SendMessageBatch", Moment: Sandbox.SandboxMoment.After } && Interlocked.Exchange(ref dead, 1) == 0)
            {
                functions.KillOver($"\"{ward.AccountId}\"");
            }
        };

        var execution = await SweepAsync();

        Assert.Equal(("SUCCEEDED", 1), (execution.Status, dead));
        Assert.Equal(2, functions.Invocations.Count(asked => asked.ToJsonString().Contains($"[\"{ward.AccountId}\"]", StringComparison.Ordinal)));
        var twice = (await RungAsync()).Where(rung => rung.Incident == ward.IncidentOf("prod-orders").ToString()).ToList();
        Assert.Equal(2, twice.Count);
        Assert.Equal(twice[0].Body, twice[1].Body);
        await ward.DeliverAsync([.. twice.Select((rung, i) => ($"{i}", rung.Body))]);
        Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], (await ward.HistoryAsync("prod-orders")).Entries.Select(entry => entry.Step));
    }

    [Fact]
    public async Task Where_too_many_cannot_be_looked_into_no_sweep_has_come_until_those_are_looked_into_alone()
    {
        await OpenAsync("dev");
        var before = await StampAsync();
        DieOverDev();

        var execution = await SweepAsync();

        Assert.Equal(("FAILED", "States.ExceedToleratedFailureThreshold"), (execution.Status, execution.Error));
        Assert.Equal(["Begin", "Accounts"], execution.States);
        Assert.Equal(3, functions.Invocations.Count(IsForDev));
        Assert.Equal(before, await StampAsync());

        // moto has no redrive: this is what it comes to, the failed children of the Map and what follows it.
        ward.Observe = _ => { };
        var asked = functions.Invocations.Count;
        var again = StateMachines.Definition("sweep", ("SweepFunction", "sweep")).Replace("\"StartAt\": \"Begin\"", "\"StartAt\": \"Accounts\"", StringComparison.Ordinal);
        var redriven = await StateMachines.ExecuteAsync(desk, moto, "redriven", again, $$"""{"accounts":["{{accounts["dev"]}}"]}""");

        Assert.Equal("SUCCEEDED", redriven.Status);
        Assert.Single(functions.Invocations.Skip(asked), IsForDev);
        Assert.True(await StampAsync() > before);
    }

    [Fact]
    public async Task A_few_that_nobody_can_look_into_are_told_of_by_the_end()
    {
        await OpenAsync("dev");
        DieOverDev();

        var execution = await SweepAsync("\"ToleratedFailurePercentage\": 50.0");

        Assert.Equal("SUCCEEDED", execution.Status);
        Assert.Equal(1, execution.Output["troubles"]!.GetValue<int>());
        Assert.Single(await ward.ToldAsync(), told => told == "the sweep could not look everywhere: one trouble");
    }

    [Theory]
    [InlineData("""{"step":"ends"}""", "step is none that a sweep has")]
    [InlineData("""{"step":"accounts"}""", "accounts is no list of account ids")]
    [InlineData("""{"step":"accounts","accounts":["prod"]}""", "accounts is no list of account ids")]
    [InlineData("""{"step":"accounts","accounts":["123456789012"],"begun":"today"}""", "begun is no time")]
    [InlineData("""{"step":"end","results":{"Bucket":"b"}}""", "results says not where they are")]
    public async Task Whoever_calls_for_a_step_that_there_is_not_is_told_what_there_is(string payload, string told)
    {
        await OpenAsync();

        var refused = await Assert.ThrowsAsync<FormatException>(() => ward.InvokeAsync("sweep", payload));

        Assert.StartsWith(told, refused.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await functions.DisposeAsync();
        await moto.DisposeAsync();
        await server.DisposeAsync();
        await ward.DisposeAsync();
        desk.Dispose();
    }

    private static string UserIn(string account) => $"iam-no-users|{account}|us-east-1|AWS::IAM::User|deployer";

    private async Task OpenAsync(params string[] others)
    {
        ward = await SandboxWard.OpenAsync(runs: true);
        await ward.RecordAsync();
        await ward.AddRoleAsync(ward.Home);
        accounts["prod"] = ward.AccountId;
        foreach (var name in others)
        {
            var created = (await ward.Home.Organizations.CreateAccountAsync(new() { AccountName = name, Email = $"aws+{name}@secretscoops.example" }, Cancel)).CreateAccountStatus;
            accounts[name] = (await ward.Home.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = created.Id }, Cancel)).CreateAccountStatus.AccountId;
            await ward.AddRoleAsync(ward.Home.In(accounts[name]));
        }

        server = Sandbox.SandboxServer.Start(ward.Cloud, 0, TimeProvider.System);
        functions = new() { Start = (api, variables) => Executable.Start(desk, api, server.Address, variables) };
        moto = await StateMachines.StartAsync(functions.Address);
        functions.Variables = [("GOVERNANCE_HANDLER", "sweep"), .. atMoto.Select(service => ($"AWS_ENDPOINT_URL_{service}", moto.Access.Endpoint.AbsoluteUri))];
    }

    private Task<Execution> SweepAsync(string tolerated = Tolerated) =>
        StateMachines.ExecuteAsync(desk, moto, "sweep", StateMachines.Definition("sweep", ("SweepFunction", "sweep")).Replace(Tolerated, tolerated, StringComparison.Ordinal));

    // Whoever looks into it dies over its first question.
    private void DieOverDev() => ward.Observe = call =>
    {
        if (call is { Operation: "DescribeAggregateComplianceByConfigRules", Moment: Sandbox.SandboxMoment.Before })
        {
            functions.KillOver($"[\"{accounts["dev"]}\"]");
        }
    };

    private bool IsForDev(JsonNode asked) => asked.ToJsonString().Contains($"[\"{accounts["dev"]}\"]", StringComparison.Ordinal);

    private async Task RemoveRoleAsync(AwsSession account)
    {
        var role = Setup.Rules(ward.Bundle).Role;
        await account.Iam.DeleteRoleAsync(new() { RoleName = role[(role.LastIndexOf('/') + 1)..] }, Cancel);
    }

    private Task<DateTimeOffset?> StampAsync() => new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table).StampedAsync(SweepWatch.Stamp, Cancel);

    private async Task<IReadOnlyList<(string Incident, string Body)>> RungAsync() =>
        [.. (await ward.RungAsync()).Select(body => ((string)JsonNode.Parse(body)!["detail"]!["incident"]!, body))];
}
