using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>deploy/README.md is so: its commands install, upgrade and remove everything on moto, as printed and in their order, and leave what they say they leave.</summary>
[KeepsCalls]
public sealed partial class DocumentTests(DeployCloud cloud) : IClassFixture<DeployCloud>, IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(10);

    /// <summary>What is evidence, and stays in the root account.</summary>
    private static readonly string[] kept = ["bucket secret-scoops-reports-", "table secret-scoops-remediation-ledger"];

    // Stands before the AWS CLI on the PATH, and writes down what deploy/deploy calls.
    private const string Witness = """
        #!/usr/bin/env bash
        [ "${AWS_SDK_UA_APP_ID:-}" != secret-scoops-deploy ] || printf '%s %s\n' "$1" "$2" >> "$CALLS"
        exec "$AWS" "$@"

        """;

    // Python's version switch puts its own folder, with another aws in it, before all others. The interpreter itself leaves the PATH alone.
    private const string Interpreter = """
        #!/usr/bin/env bash
        exec "$PYTHON" "$@"

        """;

    private readonly Desk desk = new();

    private static string Document => File.ReadAllText(Path.Combine(DeployCloud.Folder, "README.md"));

    [Fact]
    public async Task Its_commands_install_upgrade_and_remove_and_leave_what_they_say()
    {
        Judge.Require("aws", "pip install awscli");
        await cloud.Furnish(desk);
        var (first, next) = (Releases.Make(desk.At("first"), 1), Releases.Make(desk.At("next"), 2));
        var before = await CensusAsync();

        await RunAsync("Install", first, next);
        var installed = await CensusAsync();
        Runs(installed, first);
        // moto keeps no architecture of a template's functions; the program in the zip is for arm64.
        var stack = (await new AwsCli(desk, cloud.Moto.Access).Call("cloudformation", "describe-stacks", "--stack-name", "secret-scoops-remediation-dev")).GetProperty("Stacks")[0];
        Assert.Contains("arm64", stack.GetProperty("Parameters").EnumerateArray().Where(each => each.GetProperty("ParameterKey").GetString() == "Architecture").Select(each => each.GetProperty("ParameterValue").GetString()));
        Assert.Equal(["all but dev,uat", "dev", "uat"], Functions(installed).Select(each => each.Environments).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["secret-scoops-remediation -> secret-scoops-remediate-prod", "secret-scoops-remediation-dev -> secret-scoops-remediate-dev", "secret-scoops-remediation-uat -> secret-scoops-remediate-uat"],
            Texts(installed, "root", "mapping"));
        foreach (var environment in (string[])["root", "dev", "uat", "prod"])
        {
            Assert.Equal(Trusted(environment), Trust(installed, environment));
        }

        Assert.Equal(["/secret-scoops/ProductionOperator"], Texts(installed, "prod", "policy").Where(name => name.EndsWith("Operator", StringComparison.Ordinal)));
        Assert.Equal(["secret-scoops-rotation"], Names(installed, "prod", "function"));
        Assert.Empty(Names(installed, "dev", "function"));

        Assert.Equal("ENABLED", await SweepScheduleAsync());
        Assert.Contains("execution:secret-scoops-apply:", await RunAsync("Large organizations", first, next), StringComparison.Ordinal);
        Assert.Equal("DISABLED", await SweepScheduleAsync());

        var upgraded = await RunAsync("Upgrade", first, next);
        Assert.Equal("DISABLED", await SweepScheduleAsync());
        Runs(await CensusAsync(), next, "secret-scoops-apply", "secret-scoops-report");
        Assert.Contains("DEV runs", upgraded, StringComparison.Ordinal);
        var again = await RunAsync("Upgrade", first, next);
        Assert.Equal(3, Again().Count(again));
        Assert.DoesNotContain("add AWS::", again, StringComparison.Ordinal);
        Assert.DoesNotContain("modify AWS::", again, StringComparison.Ordinal);
        // Pipelines do this much; what comes before and after is an administrator's.
        CallsOfTest.AddOperations(CallsOfTest.Deploying, await File.ReadAllLinesAsync(desk.At("calls-Upgrade"), TestContext.Current.CancellationToken));

        await RunAsync("Remove", first, next);
        var after = await CensusAsync();
        // The ledger's, the reports' and the one that signs.
        Assert.Equal(Keys(before) + 3, Keys(after));
        foreach (var account in before.EnumerateObject())
        {
            Assert.Equal(Left(account.Name, account.Value), Left(account.Name, after.GetProperty(account.Name)));
        }
    }

    [Fact]
    public async Task Its_rehearsal_needs_nothing_and_ends_well()
    {
        Judge.Require("aws", "pip install awscli");

        var told = await RunAsync("Rehearse", "", "");

        Assert.Contains("nothing of AWS is touched", told, StringComparison.Ordinal);
        Assert.Matches("(?m)^DEV runs [0-9a-f]{64}$", told);
    }

    [Fact]
    public void It_names_every_template() =>
        Assert.All(Directory.EnumerateFiles(DeployCloud.Folder, "*.yaml").Select(Path.GetFileName), name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private async Task<string> RunAsync(string section, string first, string next)
    {
        var text = Section().Matches(Document).Single(match => match.Groups["title"].Value == section).Groups["text"].Value;
        var commands = string.Join('\n', Block().Matches(text).Select(block => block.Groups[1].Value));
        var environment = desk.EnvironmentFor(cloud.Moto.Access);
        foreach (var (name, value) in ((string Name, string Value)[])[("RELEASE", first), ("NEXT", next), ("REPOSITORY", "secret-scoops/governance"), ("REPOSITORY_ID", "1234567"), ("ACCOUNT", "210987654321")])
        {
            environment[name] = value;
        }

        Directory.CreateDirectory(desk.At("bin"));
        await File.WriteAllTextAsync(desk.At("bin/aws"), Witness, TestContext.Current.CancellationToken);
        // Anew, so that it is not yet a program while the interpreter is looked for.
        File.Delete(desk.At("bin/python3"));
        await File.WriteAllTextAsync(desk.At("bin/python3"), Interpreter, TestContext.Current.CancellationToken);
        environment["AWS"] = Judge.Require("aws", "pip install awscli");
        environment["CALLS"] = desk.At($"calls-{section}");
        environment["PATH"] = $"{desk.At("bin")}:{environment["PATH"]}";

        using var running = RunningProgram.Start(Judge.Require("bash", "install bash"), ["-euo", "pipefail", "-c", $"export PYTHON=$(python3 -c 'import sys; print(sys.executable)')\nchmod u+x '{desk.At("bin")}'/*\n{commands}"], environment, BaselineTool.RepositoryRoot());
        return (await running.Wait(limit, TestContext.Current.CancellationToken)).ExpectExitCode(0).Output;
    }

    // moto makes no schedules: what the one of the template is given.
    private async Task<string> SweepScheduleAsync() =>
        (await new AwsCli(desk, cloud.Moto.Access).Call("cloudformation", "describe-stacks", "--stack-name", "secret-scoops-remediation-prod")).GetProperty("Stacks")[0].GetProperty("Parameters").EnumerateArray()
            .Single(parameter => parameter.GetProperty("ParameterKey").GetString() == "SweepScheduleState").GetProperty("ParameterValue").GetString()!;

    private Task<JsonElement> CensusAsync() => new Boto3(desk, cloud.Moto.Access).Run(DeployCloud.Script("census.py"));

    private static void Runs(JsonElement census, string release, params string[] workers)
    {
        string[] functions = ["secret-scoops-evaluate", "secret-scoops-remediate-dev", "secret-scoops-remediate-prod", "secret-scoops-remediate-uat", "secret-scoops-sweep", "secret-scoops-vended"];
        Assert.Equal(
            functions.Select(name => (name, Sha256(release, "remediation.zip"))).Concat(workers.Select(name => (name, Sha256(release, "baseline.zip")))).Order(),
            Functions(census).Select(each => (each.Name, each.Sha256!)).Order());
    }

    private static string Sha256(string release, string zip) => Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(Path.Combine(release, zip))));

    private static IEnumerable<(string Name, string? Sha256, string? Environments)> Functions(JsonElement census) =>
        census.GetProperty("root").GetProperty("function").EnumerateObject().Select(function => (
            function.Name,
            function.Value.GetProperty("sha256").GetString(),
            function.Value.GetProperty("variables").TryGetProperty("GOVERNANCE_ENVIRONMENTS", out var environments) ? environments.GetString() : null));

    // Whoever may fix there: the environment's own function, and those that look into all accounts.
    private static IEnumerable<string> Trusted(string environment) =>
        ((string[])["SecretScoopsEvaluate", "SecretScoopsSweep", "SecretScoopsRemediate-prod", .. environment is "dev" or "uat" ? [$"SecretScoopsRemediate-{environment}"] : Array.Empty<string>()]).Order(StringComparer.Ordinal);

    // Where a template says AWS::NoValue, moto leaves null in the list.
    private static IEnumerable<string> Trust(JsonElement census, string account) =>
        census.GetProperty(account).GetProperty("role").GetProperty("/secret-scoops/governance/SecretScoopsRemediation").GetProperty("Statement")[0]
            .GetProperty("Condition").GetProperty("ArnEquals").GetProperty("aws:PrincipalArn").EnumerateArray()
            .Select(arn => arn.GetString()).OfType<string>().Select(arn => arn.Split('/')[^1]).Order(StringComparer.Ordinal);

    // Everything but what is kept: keys have no names, so that only their number could be told.
    private static IEnumerable<string> Left(string account, JsonElement census) => census.EnumerateObject()
        .Where(kind => kind.Name is not "key")
        .SelectMany(kind => (kind.Value.ValueKind == JsonValueKind.Object ? kind.Value.EnumerateObject().Select(thing => thing.Name) : kind.Value.EnumerateArray().Select(thing => thing.GetString()!)).Select(thing => $"{kind.Name} {thing}"))
        .Where(thing => !kept.Any(each => thing.StartsWith(each, StringComparison.Ordinal)) && (account == "root" || !thing.StartsWith("bucket secret-scoops-access-logs-", StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    private static int Keys(JsonElement census) => census.GetProperty("root").GetProperty("key").GetArrayLength();

    private static IEnumerable<string> Texts(JsonElement census, string account, string kind) => census.GetProperty(account).GetProperty(kind).EnumerateArray().Select(each => each.GetString()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonElement census, string account, string kind) => census.GetProperty(account).GetProperty(kind).EnumerateObject().Select(each => each.Name);

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n(?<text>.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^(DEV|UAT|PROD) runs [0-9a-f]{64}( and [0-9a-f]{64})?: nothing to do$", RegexOptions.Multiline)]
    private static partial Regex Again();
}
