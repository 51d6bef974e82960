using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Blueprints;
using SecretScoops.Governance.EndToEnd.Tests.Deploying;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Remediation;
using SecretScoops.Governance.EndToEnd.Tests.Reports;
using SecretScoops.Governance.EndToEnd.Tests.Scale;

namespace SecretScoops.Governance.EndToEnd.Tests.Chain;

/// <summary>
/// A moto that delivers what rules say (<c>delivery.py</c>) and has functions run, with a checkout on the desk: <c>deploy/</c> and <c>policies/</c>, as far as moto takes these, beside each other.
/// </summary>
internal sealed class ChainCloud : IAsyncDisposable
{
    private const string Function = "secret-scoops-remediate-dev";

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    private readonly Desk desk;
    private readonly MotoServer moto;
    private readonly FunctionService functions;
    private readonly PolicyCopy policies;

    private ChainCloud(Desk desk, MotoServer moto, FunctionService functions) => (this.desk, this.moto, this.functions, policies) = (desk, moto, functions, MotoPolicies.On(desk));

    /// <summary>As the management account's administrator.</summary>
    public AwsAccess Access => moto.Access;

    /// <summary>What moto did not deliver, and why; what failed in it.</summary>
    public string Refusals => string.Join('\n', moto.Log.Split('\n').Where(line => line.StartsWith("not delivered", StringComparison.Ordinal) || line.Contains("Error", StringComparison.Ordinal)).TakeLast(20));

    /// <summary>Starts it, empty.</summary>
    public static async Task<ChainCloud> StartAsync(Desk desk)
    {
        var functions = new FunctionService { Start = (_, _) => throw new InvalidOperationException("no function is deployed yet") };
        var delivery = await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Chain", "delivery.py"), TestContext.Current.CancellationToken);
        var moto = new MotoServer
        {
            Taught = $"import os\nos.environ['FUNCTIONS'] = '{functions.Address}'\n{BlueprintCloud.Script("stand-ins.py")}{BlueprintCloud.Script("removals.py")}{DeployCloud.Script("lessons.py")}{delivery}",
        };
        await moto.InitializeAsync();
        foreach (var file in Directory.EnumerateFiles(DeployCloud.Folder, "*", SearchOption.AllDirectories))
        {
            var target = desk.At(Path.Combine("deploy", Path.GetRelativePath(DeployCloud.Folder, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return new(desk, moto, functions);
    }

    /// <summary>Declares one more account, applies the baseline, and answers the account's id.</summary>
    public async Task<string> ApplyWithAsync(string account, string environment)
    {
        policies.EditJson("organization.json", file => file["accounts"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["name"] = account,
            ["email"] = $"aws+{account}@secretscoops.example",
            ["environment"] = environment,
        }));
        (await new BaselineTool(desk, Access).Run(["apply", "--yes", "--policies", policies.Folder, .. MotoPolicies.WithoutButBuses])).ExpectExitCode(0);
        var accounts = (await new AwsCli(desk, Access).Call("organizations", "list-accounts")).GetProperty("Accounts");
        return Assert.Single(accounts.EnumerateArray(), each => each.GetProperty("Name").GetString() == account).GetProperty("Id").GetString()!;
    }

    /// <summary>Deploys an environment's stacks, and runs the function's code as it lies in the deployed zip.</summary>
    public async Task DeployAsync(string environment)
    {
        Judge.Require("aws", "pip install awscli");
        _ = await new AwsCli(desk, Access).Call("cloudformation", "activate-organizations-access");
        var native = Executable.Native();
        // Without a native executable the build beside the tests runs; what is deployed is then a file that names its machine.
        var program = native is null ? [0x7F, .. "ELF"u8, .. new byte[14], 62, 0] : await File.ReadAllBytesAsync(native, TestContext.Current.CancellationToken);
        var release = Releases.Make(desk.At("release"), program, policies.Folder);
        (await RunAsync("--environment", environment, "--artifact", release)).ExpectExitCode(0);
        await TakeAsync(native is not null);
    }

    /// <summary>Changes a template.</summary>
    public void Edit(string template, string from, string to)
    {
        var path = desk.At(Path.Combine("deploy", template));
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Makes a report, and reads its JSON.</summary>
    public async Task<JsonElement> ReportAsync()
    {
        var run = (await new BaselineTool(desk, Access).Run("report", "--policies", policies.Folder, "--format", "json", "--formats", "json")).ExpectExitCode(0);
        return ServedZone.Read(desk.At(run.Json().GetProperty("directory").GetString()!));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await functions.DisposeAsync();
        await moto.DisposeAsync();
    }

    private async Task<Finished> RunAsync(params string[] arguments)
    {
        using var running = RunningProgram.Start(desk.At(Path.Combine("deploy", "deploy")), arguments, desk.EnvironmentFor(Access), desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }

    // Lambda unpacks the zip that the function names, and gives the program the function's variables.
    private async Task TakeAsync(bool runs)
    {
        var cli = new AwsCli(desk, Access);
        var function = await cli.Call("lambda", "get-function-configuration", "--function-name", Function);
        var stack = (await cli.Call("cloudformation", "describe-stacks", "--stack-name", "secret-scoops-remediation-dev")).GetProperty("Stacks")[0].GetProperty("Parameters").EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("ParameterKey").GetString()!, parameter => parameter.GetProperty("ParameterValue").GetString()!, StringComparer.Ordinal);
        var task = desk.At("task");
        _ = await cli.Call("s3api", "get-object", "--bucket", stack["CodeBucket"], "--key", stack["CodeKey"], desk.At("code.zip"));
        await ZipFile.ExtractToDirectoryAsync(desk.At("code.zip"), task, TestContext.Current.CancellationToken);
        functions.Start = (api, variables) => Executable.Start(runs ? Path.Combine(task, "bootstrap") : null, desk, api, moto.Access.Endpoint, variables);
        functions.Variables =
        [
            .. function.GetProperty("Environment").GetProperty("Variables").EnumerateObject().Select(variable => (variable.Name, variable.Value.GetString()!)),
            ("GOVERNANCE_POLICIES", Path.Combine(task, "policies")),
        ];
    }
}
