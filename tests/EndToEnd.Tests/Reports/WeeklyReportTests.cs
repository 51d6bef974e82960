using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Workflows.Tests;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>
/// The steps of <c>report.yml</c>, carried out by bash with the AWS CLI against moto, each run in a folder of its own as on a runner of its own. The tool reports on a rehearsal and signs with a key in a file, since
/// moto's KMS signs what it was not asked to.
/// </summary>
public sealed partial class WeeklyReportTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private const string Bucket = "secret-scoops-reports-123456789012-eu-west-1";
    private const string Fetch = "Fetch the chain";
    private const string Write = "Write the pack";
    private const string Verify = "Verify the pack";
    private const string Keep = "Keep it where nobody can change it";

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();
    private int runs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AwsCli Aws => new(desk, moto.Access);

    [Fact]
    public async Task Week_after_week_the_bucket_is_one_chain_and_what_was_not_put_to_its_end_is_no_part_of_it()
    {
        var first = await RunAsync(Fetch, Write, Verify, Keep);
        var second = await RunAsync(Fetch, Write, Verify, Keep);
        await CancelledAsync(second, "2026-01-05T044300Z");
        var third = await RunAsync(Fetch, Write, Verify, Keep);

        var chain = await WholeBucketAsync();
        Assert.Equal([first, second, third], chain.Select(pack => pack.Name));
        Assert.Equal([null, chain[0].Sha256, chain[1].Sha256], chain.Select(pack => pack.Previous));
        Assert.All(chain, pack => Assert.Equal(0, pack.Verified.ExitCode));
        Assert.Equal(2, new ReportFile(desk.At($"bucket/{third}/report.json")).Read().Header.Earlier.Count);
        Assert.Contains("::warning::2026-01-05T044300Z has no signature", Log, StringComparison.Ordinal);
        // The findings of earlier weeks are many; the figures of all of them stand in the newest.
        Assert.Equal(["manifest.json", "manifest.sig"], Files($"run-3/reports/{first}"));
        Assert.Equal(["manifest.json", "manifest.sig", "report.json"], Files($"run-3/reports/{second}"));
    }

    [Fact]
    public async Task Without_what_is_fetched_each_would_be_the_first_and_the_bucket_no_chain()
    {
        await RunAsync(Fetch, Write, Verify, Keep);
        var second = await RunAsync(Write, Verify, Keep);

        var alone = (await WholeBucketAsync()).Single(pack => pack.Name == second);

        Assert.Null(alone.Previous);
        Assert.Equal(1, alone.Verified.ExitCode);
        Assert.Contains("says that it is the first of its chain", alone.Verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_put_a_second_time()
    {
        var pack = await RunAsync(Fetch, Write, Verify, Keep);

        var again = await StepAsync("run-1", Keep, pack);

        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("PreconditionFailed", again.Errors, StringComparison.Ordinal);
        var versions = (await Aws.Call("s3api", "list-object-versions", "--bucket", Bucket)).GetProperty("Versions").EnumerateArray().Select(each => each.GetProperty("Key").GetString()).ToList();
        Assert.Equal(Files($"run-1/reports/{pack}").Select(file => $"{pack}/{file}"), versions.Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await moto.Empty();
        await Aws.Call("s3api", "create-bucket", "--bucket", Bucket, "--object-lock-enabled-for-bucket", "--create-bucket-configuration", "LocationConstraint=eu-west-1");
        LocalKey.Open(desk.At("key.pem")).Dispose();
        Directory.CreateDirectory(desk.At("bin"));
        await ProgramAsync("bin/aws", $"""
            [ "$1 $2" != "kms get-public-key" ] || exec openssl pkey -in '{desk.At("key.pem")}' -pubout -outform DER -out >(base64 --wrap 0)
            exec '{Judge.Require("aws", "pip install awscli")}' "$@"
            """);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Log { get; set; } = "";

    private IReadOnlyList<string> Files(string folder) => [.. Directory.GetFiles(desk.At(folder)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    // The name of the pack that was made.
    private async Task<string> RunAsync(params string[] steps)
    {
        var folder = $"run-{++runs}";
        Directory.CreateDirectory(desk.At(folder));
        await ProgramAsync($"{folder}/baseline", $"""
            [ "$2" = verify ] || set -- "$@" --rehearse
            exec dotnet '{Path.Combine(AppContext.BaseDirectory, "baseline.dll")}' "$@"
            """);
        var pack = "";
        foreach (var step in steps)
        {
            var ended = (await StepAsync(folder, step, pack)).ExpectExitCode(0);
            Log += ended.Output;
            pack = Told(folder) ?? pack;
        }

        return pack;
    }

    private async Task<Finished> StepAsync(string folder, string name, string pack)
    {
        var step = Workflow.Parse("report.yml", await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), ".github/workflows/report.yml"), Cancel)).Job("report").Step(name);
        var environment = desk.EnvironmentFor(moto.Access);
        environment["PATH"] = $"{desk.At("bin")}:{environment["PATH"]}";
        environment["BASELINE_POLICIES"] = BaselineTool.DefaultPolicies;
        environment["GITHUB_OUTPUT"] = desk.At($"{folder}/output");
        foreach (var (variable, value) in step.Node.Map("env").Pairs())
        {
            environment[variable] = value switch
            {
                "${{ vars.REPORT_BUCKET }}" => Bucket,
                "${{ vars.REPORT_SIGNING_KEY }}" => desk.At("key.pem"),
                "${{ steps.pack.outputs.name }}" => pack,
                _ => throw new InvalidOperationException($"{step.Place}: who says what {value} is?"),
            };
        }

        using var running = RunningProgram.Start(Judge.Require("bash", "install bash"), ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run!], environment, desk.At(folder));
        return await running.Wait(limit, Cancel);
    }

    private string? Told(string folder) => File.Exists(desk.At($"{folder}/output")) ? Output().Match(File.ReadAllText(desk.At($"{folder}/output"))).Groups[1].Value : null;

    // What a run that was cancelled leaves: its signature would have been next.
    private async Task CancelledAsync(string like, string name)
    {
        var manifest = await File.ReadAllTextAsync(desk.At($"run-2/reports/{like}/manifest.json"), Cancel);
        await File.WriteAllTextAsync(desk.At("manifest.json"), ReportId().Replace(manifest, Guid.NewGuid().ToString(), 1), Cancel);
        await Aws.Call("s3api", "put-object", "--bucket", Bucket, "--key", $"{name}/manifest.json", "--body", desk.At("manifest.json"));
    }

    // As an auditor takes it home: all packs, oldest first; each is verified beside the others.
    private async Task<IReadOnlyList<Pack>> WholeBucketAsync()
    {
        (await Aws.Try("s3", "sync", $"s3://{Bucket}", desk.At("bucket"))).ExpectExitCode(0);
        var packs = new List<Pack>();
        foreach (var folder in Directory.GetDirectories(desk.At("bucket")).Where(folder => File.Exists(Path.Combine(folder, PackManifest.SignatureFile))).Order(StringComparer.Ordinal))
        {
            var manifest = await File.ReadAllBytesAsync(Path.Combine(folder, PackManifest.FileName), Cancel);
            var previous = JsonDocument.Parse(manifest).RootElement.GetProperty("previous");
            packs.Add(new(
                Path.GetFileName(folder),
                Convert.ToHexStringLower(SHA256.HashData(manifest)),
                previous.ValueKind == JsonValueKind.Null ? null : previous.GetProperty("manifestSha256").GetString(),
                await new BaselineTool(desk).Run("report", "verify", folder, "--key", desk.At("run-1/company-key.pem"))));
        }

        return packs;
    }

    private async Task ProgramAsync(string name, string script)
    {
        await File.WriteAllTextAsync(desk.At(name), $"#!/usr/bin/env bash\n{script}\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(desk.At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex("^name=(.+)$", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex("(?<=\"report\": ?\")[0-9a-f-]{36}")]
    private static partial Regex ReportId();

    private sealed record Pack(string Name, string Sha256, string? Previous, Finished Verified);
}
