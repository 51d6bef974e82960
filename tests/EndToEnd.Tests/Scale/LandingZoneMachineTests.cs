using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>
/// Apply and report of a large organization: moto's Step Functions carries <c>apply.asl.json</c> and <c>report.asl.json</c> out, and calls the tool, which works on the sandbox over HTTP.
/// A shard has one account here.
/// </summary>
public sealed class LandingZoneMachineTests : IAsyncLifetime
{
    // What lies in buckets is the workers' own business; all else that the tool calls is its commands'.
    private static readonly string[] ofObjects = ["PutObject", "GetObject", "ListObjectsV2"];

    private readonly Desk desk = new();
    private readonly ConcurrentDictionary<(string Worker, string Operation), bool> called = [];
    private Action<SandboxCall> observe = _ => { };
    private LocalCloud cloud = null!;
    private Sandbox.SandboxServer server = null!;
    private AwsConnection connection = null!;
    private int executed;
    private FunctionService functions = null!;
    private MotoServer moto = null!;
    private ScaleTemplate template = null!;
    private string reports = "";
    private string worker = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AwsAccess Access => new() { Endpoint = server.Address };

    [Fact]
    [KeepsCalls]
    public async Task An_organization_is_applied_in_parts_until_a_plan_of_the_whole_has_nothing_to_do_and_reported_on_as_a_whole()
    {
        var applied = await ExecuteAsync("apply");

        Succeeded(applied);
        Assert.Equal(["Begin", "Shards", "End", "All done", "Done"], applied.States);
        Assert.Equal(["dev", "prod", "uat"], Shards().Select(shard => (string)Assert.Single(shard)!).Order());
        (await Tool.Run("plan", "--policies", BaselineTool.DefaultPolicies)).ExpectExitCode(0);
        Assert.Equal(5, (await KeysAsync(template.NameOf("Results"), "apply/")).Count(key => key.EndsWith(".jsonl", StringComparison.Ordinal)));

        var reported = await ExecuteAsync("report");

        Succeeded(reported);
        var pack = await PackAsync();
        (await Tool.Run("report", "--policies", BaselineTool.DefaultPolicies, "--out", desk.At("whole"), "--formats", "json")).ExpectExitCode(0);
        var whole = Path.Combine(Assert.Single(Directory.GetDirectories(desk.At("whole"))), "report.json");
        Assert.Equal(Verdicts(whole), Verdicts(pack));
        Assert.True(JsonNode.DeepEquals(Header(whole)["accounts"], Header(pack)["accounts"]));
        Assert.Single(await KeysAsync(reports, ""), key => key.EndsWith(".sig", StringComparison.Ordinal));
        foreach (var (name, operation) in called.Keys)
        {
            CallsOfTest.AddOperations($"{name}-worker", [$"s3api {operation}"]);
        }
    }

    [Fact]
    public async Task Reports_follow_each_other_in_the_bucket_whoever_was_called_for_twice()
    {
        Succeeded(await ExecuteAsync("report"));
        var first = Assert.Single(await PacksAsync());
        var end = functions.Invocations[^1].ToJsonString();

        await InvokeAsync(end);
        Assert.Equal([first], await PacksAsync());

        // Whoever died before the signature.
        await connection.Home.S3.DeleteObjectAsync(new() { BucketName = reports, Key = $"{first}/manifest.sig" }, Cancel);
        await InvokeAsync(end);
        Assert.Equal([$"{first}-2"], await PacksAsync());

        Succeeded(await ExecuteAsync("report"));
        var last = (await PacksAsync())[^1];
        await FetchAsync();
        (await Tool.Run("report", "verify", desk.At($"bucket/{last}"), "--key", desk.At($"bucket/{last}/public-key.pem"))).ExpectExitCode(0);
        Assert.Equal(Header(desk.At($"bucket/{first}-2/report.json"))["id"]!.ToString(), JsonNode.Parse(await File.ReadAllTextAsync(desk.At($"bucket/{last}/manifest.json"), Cancel))!["previous"]!["report"]!.ToString());
        Assert.Equal(Header(desk.At($"bucket/{first}-2/report.json"))["id"]!.ToString(), Assert.Single(Header(desk.At($"bucket/{last}/report.json"))["earlier"]!.AsArray())!["id"]!.ToString());
    }

    [Fact]
    public async Task Whoever_dies_half_way_is_called_again_and_goes_on()
    {
        var dead = 0;
        observe = call =>
        {
            // The first recorder of an account: much of the shard is done, and much is not.
            if (call is { Operation: "PutConfigurationRecorder", Moment: SandboxMoment.After } && functions.Invocations.Count > 1 && Interlocked.Exchange(ref dead, 1) == 0)
            {
                functions.KillOver("\"accounts\"");
            }
        };

        var applied = await ExecuteAsync("apply");

        Succeeded(applied);
        Assert.Equal(1, dead);
        Assert.InRange(functions.Invocations.Count, 6, 8);
        (await Tool.Run("plan", "--policies", BaselineTool.DefaultPolicies)).ExpectExitCode(0);
    }

    [Fact]
    public async Task What_is_left_fails_the_execution_and_is_named_and_keeps_no_other_account_from_its_baseline()
    {
        Succeeded(await ExecuteAsync("apply"));
        var dev = (await connection.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.Single(account => account.Name == "dev").Id;
        await connection.Home.In(dev).Iam.DetachRolePolicyAsync(new() { RoleName = "OrganizationAccountAccessRole", PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }, Cancel);
        await connection.Home.In(dev).Iam.DeleteRoleAsync(new() { RoleName = "OrganizationAccountAccessRole" }, Cancel);

        var applied = await ExecuteAsync("apply");

        Assert.Equal(("FAILED", "SomethingIsLeft"), (applied.Status, applied.Error));
        Assert.Contains("\"dev\":", applied.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("\"uat\":", applied.Cause, StringComparison.Ordinal);

        // As the rule of an account that joined starts it.
        var uat = connection.Home.In((await connection.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.Single(account => account.Name == "uat").Id).Ec2;
        await uat.DisableEbsEncryptionByDefaultAsync(new(), Cancel);
        var asked = Shards().Count();

        Succeeded(await ExecuteAsync("apply", """{"accounts": ["uat"]}"""));

        Assert.Equal(["uat"], Assert.Single(Shards().Skip(asked)).Select(name => (string)name!));
        Assert.True((await uat.GetEbsEncryptionByDefaultAsync(new(), Cancel)).EbsEncryptionByDefault);
    }

    [Theory]
    [InlineData("""{"step":"ends","run":"one"}""", "step is none that there is")]
    [InlineData("""{"step":"begin","run":""}""", "run is empty")]
    [InlineData("""{"step":"accounts","run":"one","accounts":[]}""", "accounts names none")]
    [InlineData("""{"step":"begin","run":"one","input":{"accounts":[]}}""", "the input's accounts name none")]
    [InlineData("""{"step":"begin","run":"one","input":{"account":["dev"]}}""", "the payload is no order: The JSON property 'account'")]
    [InlineData("""{"step":"begin","run":"one","input":{"accounts":["dev","dav"]}}""", "this release's organization.json does not declare \"dav\"")]
    [InlineData("""{"step":"end","run":"one"}""", "results says not where they are")]
    [InlineData("""{"step":"begin"}""", "the payload is no order")]
    [InlineData("[]", "the payload is no order")]
    public async Task Whoever_calls_for_what_there_is_not_is_told_what_there_is(string payload, string told)
    {
        functions.Variables = Variables("apply");
        using var client = new HttpClient();
        using var content = new StringContent(payload);

        var answer = await client.PostAsync(new Uri(functions.Address, "apply"), content, Cancel);

        Assert.True(answer.Headers.Contains("X-Amz-Function-Error"));
        Assert.StartsWith(told, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["errorMessage"]!, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        cloud = LocalCloud.Open(null, new() { Observer = Observe }, TimeProvider.System);
        server = Sandbox.SandboxServer.Start(cloud, 0, TimeProvider.System);
        connection = new(new() { Handler = new SandboxHandler(cloud), Region = "eu-west-1" });
        var account = await connection.Home.AccountIdAsync(Cancel);
        template = new(account, "eu-west-1");
        // As reports.yaml makes it, and the key below.
        reports = $"secret-scoops-reports-{account}-eu-west-1";
        foreach (var bucket in new[] { template.NameOf("Results"), reports })
        {
            await connection.Home.S3.PutBucketAsync(bucket, Cancel);
        }

        var key = (await connection.Home.Kms.CreateKeyAsync(new() { KeySpec = "ECC_NIST_P256", KeyUsage = "SIGN_VERIFY" }, Cancel)).KeyMetadata.KeyId;
        await connection.Home.Kms.CreateAliasAsync(new() { AliasName = "alias/secret-scoops-report-signing", TargetKeyId = key }, Cancel);
        functions = new() { Start = (api, variables) => Tool.StartUnder(api.Address, variables) };
        moto = await StateMachines.StartAsync(functions.Address, server.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await functions.DisposeAsync();
        await moto.DisposeAsync();
        await server.DisposeAsync();
        connection.Dispose();
        desk.Dispose();
    }

    // Each process has its own: variables differ.
    private BaselineTool Tool => new(desk, Access);

    // moto writes results of a Map when no worker is at work.
    private void Observe(SandboxCall call)
    {
        if (call is { Service: "s3", Moment: SandboxMoment.Before } && ofObjects.Contains(call.Operation) && functions.IsBusy)
        {
            called[(worker, call.Operation)] = true;
        }

        observe(call);
    }

    // What the template says, and what Lambda says: where it unpacked the zip.
    private (string Name, string Value)[] Variables(string handler) => [.. template.Variables(handler), ("LAMBDA_TASK_ROOT", BaselineTool.RepositoryRoot()), ("GOVERNANCE_SHARD", "1")];

    private Task<Execution> ExecuteAsync(string name, string input = "{}")
    {
        worker = name;
        functions.Variables = Variables(name);
        return StateMachines.ExecuteAsync(desk, moto, $"{name}-{++executed}", template.Definition(name), input);
    }

    private IEnumerable<JsonArray> Shards() => functions.Invocations.Where(asked => (string?)asked["step"] == "accounts").Select(asked => asked["accounts"]!.AsArray());

    private async Task<IReadOnlyList<string>> KeysAsync(string bucket, string prefix) =>
        [.. (await connection.Home.S3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix }, Cancel)).S3Objects.Select(each => each.Key)];

    // Those that were put to their end, oldest first.
    private async Task<IReadOnlyList<string>> PacksAsync() =>
        [.. (await KeysAsync(reports, "")).Where(key => key.EndsWith("/manifest.sig", StringComparison.Ordinal)).Select(key => key.Split('/')[0]).Order(StringComparer.Ordinal)];

    private async Task FetchAsync()
    {
        foreach (var key in await KeysAsync(reports, ""))
        {
            using var answer = await connection.Home.S3.GetObjectAsync(new() { BucketName = reports, Key = key }, Cancel);
            Directory.CreateDirectory(Path.GetDirectoryName(desk.At($"bucket/{key}"))!);
            await using var file = File.Create(desk.At($"bucket/{key}"));
            await answer.ResponseStream.CopyToAsync(file, Cancel);
        }
    }

    private async Task InvokeAsync(string payload)
    {
        using var client = new HttpClient();
        using var content = new StringContent(payload);
        using var answer = await client.PostAsync(new Uri(functions.Address, "report"), content, Cancel);
        Assert.False(answer.Headers.Contains("X-Amz-Function-Error"), await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> PackAsync()
    {
        var key = Assert.Single(await KeysAsync(reports, ""), key => key.EndsWith("/report.json", StringComparison.Ordinal));
        using var answer = await connection.Home.S3.GetObjectAsync(new() { BucketName = reports, Key = key }, Cancel);
        await using var file = File.Create(desk.At("report.json"));
        await answer.ResponseStream.CopyToAsync(file, Cancel);
        return file.Name;
    }

    private static void Succeeded(Execution execution) => Assert.True(execution.Status == "SUCCEEDED", $"{execution.Status}: {execution.Error}: {execution.Cause}");

    private static JsonNode Header(string report) => JsonNode.Parse(File.ReadAllText(report))!["header"]!;

    private static List<string> Verdicts(string report) =>
        [.. JsonNode.Parse(File.ReadAllText(report))!["findings"]!.AsArray().Select(each => $"{each!["control"]}|{each["accountId"]}|{each["region"]}|{each["resourceId"]} {each["verdict"]} {each["reason"]}")];
}
