using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary><c>baseline check</c> as a pipeline meets it: exit codes, places, formats, and input that means no good.</summary>
public sealed partial class CheckTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly PolicyCopy policies;

    public CheckTests() => policies = PolicyCopy.On(desk);

    private static string Templates => Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "templates");

    [Fact]
    public async Task Good_templates_hold_in_every_environment()
    {
        foreach (var environment in (string[])["dev", "uat", "prod", "root"])
        {
            var told = (await Check(["--environment", environment, .. Directory.GetFiles(Path.Combine(Templates, "good"))])).ExpectExitCode(0);

            Assert.Contains($"{environment}: 14 templates, 0 failures", told.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("uat")]
    [InlineData("prod")]
    public async Task The_blueprints_hold_with_the_parameters_of_their_environment(string environment)
    {
        var blueprints = Path.Combine(BaselineTool.RepositoryRoot(), "deploy", "blueprints");

        var told = (await Check(
            ["--environment", environment, "--parameters", Path.Combine(blueprints, "parameters", environment + ".txt"), .. Directory.GetFiles(blueprints, "*.yaml")])).ExpectExitCode(0);

        Assert.Contains(" 0 failures, ", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_with_file_line_column_control_severity_and_remedy()
    {
        File.Copy(Path.Combine(Templates, "bad", "databases-multi-az.yaml"), desk.At("template.yaml"));

        var told = (await Check("template.yaml")).ExpectExitCode(2);

        Assert.StartsWith("template.yaml:28:16: databases-multi-az (medium): the database stands in one availability zone\n    → set MultiAZ: true\n", told.Output, StringComparison.Ordinal);
        _ = (await Check("template.yaml", "--environment", "dev")).ExpectExitCode(0);
    }

    [Fact]
    public async Task All_faults_of_all_files_are_told_at_once_and_what_can_be_read_is_judged()
    {
        File.Copy(Path.Combine(Templates, "bad", "databases-multi-az.yaml"), desk.At("template.yaml"));
        await Write("broken.yaml", "Resources: [");
        await Write("wrong.json", "{\"Resources\": {\"A\": {\"Type\": \"T\", \"Properties\": {\"B\": {\"Ref\": \"Nothing\"}}}}}");

        var told = (await Check("broken.yaml", "template.yaml", "wrong.json", "nowhere.yaml")).ExpectExitCode(1);

        foreach (var named in (string[])["broken.yaml:", "template.yaml:28:16:", "wrong.json:1:", "nowhere.yaml: there is no such file", "3 not read"])
        {
            Assert.Contains(named, told.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_unknown_fails_under_strict_alone_and_a_file_of_parameters_makes_it_known()
    {
        await Write("logs.yaml", "Parameters: {Days: {Type: Number}}\nResources: {L: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref Days}}}\n");
        await Write("values.json", "[{\"ParameterKey\": \"Days\", \"ParameterValue\": \"7\"}]");

        var told = (await Check("logs.yaml", "--verbose")).ExpectExitCode(0);
        Assert.Contains("logs-kept: not evaluated for L", told.Output, StringComparison.Ordinal);
        _ = (await Check("logs.yaml", "--strict")).ExpectExitCode(2);
        _ = (await Check("logs.yaml", "--parameters", "values.json")).ExpectExitCode(2);
    }

    [Fact]
    public async Task An_environment_or_a_file_of_parameters_that_is_not_there_is_named()
    {
        await Write("a.yaml", "Resources: {A: {Type: AWS::IAM::User}}");

        Assert.Contains("\"prd\"", (await Check("a.yaml", "--environment", "prd")).ExpectExitCode(1).Errors, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", (await Check("a.yaml", "--parameters", "nowhere.json")).ExpectExitCode(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SARIF_keeps_its_schema_and_JSON_says_the_same()
    {
        string[] files = [Path.Combine(Templates, "bad", "ssh-closed.yaml"), Path.Combine(Templates, "bad", "iam-no-users.json"), "nowhere.yaml"];
        var schema = await JsonSchema.FromJsonAsync(
            await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "schemas", "sarif-schema-2.1.0.json"), Token), Token);

        var sarif = (await Check(["--format", "sarif", .. files])).ExpectExitCode(1).Output;
        var json = (await Check(["--format", "json", .. files])).ExpectExitCode(1).Output;

        Assert.Equal([], schema.Validate(sarif).Select(error => error.ToString()));
        using var told = JsonDocument.Parse(sarif);
        using var same = JsonDocument.Parse(json);
        var results = told.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(["admin-ports-closed", "iam-no-users", "missing-template", "only-web-open", "ssh-closed"], results);
        Assert.Equal(
            ["admin-ports-closed", "iam-no-users", "only-web-open", "ssh-closed"],
            same.RootElement.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("control").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(1, same.RootElement.GetProperty("formatVersion").GetInt32());
    }

    [Fact]
    public async Task Markdown_is_one_comment_that_can_be_found_again()
    {
        var told = (await Check("--format", "markdown", Path.Combine(Templates, "bad", "ssh-closed.yaml"))).ExpectExitCode(2);

        Assert.StartsWith("<!-- secret-scoops-check -->\n### Templates: prod: 1 template, 3 failures of 3 controls", told.Output, StringComparison.Ordinal);
        Assert.Contains("**ssh-closed** (critical)", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_exemption_of_the_policies_accepts_is_told_apart_in_each_format_and_fails_nothing()
    {
        await Write("template.yaml", "Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: rotation}}}");
        await Exempt(from: -1, expires: 30);
        var schema = await JsonSchema.FromJsonAsync(
            await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "schemas", "sarif-schema-2.1.0.json"), Token), Token);

        var text = (await Check("template.yaml", "--strict")).ExpectExitCode(0).Output;
        var json = (await Check("template.yaml", "--format", "json")).ExpectExitCode(0).Json();
        var sarif = (await Check("template.yaml", "--format", "sarif")).ExpectExitCode(0).Output;
        var markdown = (await Check("template.yaml", "--format", "markdown")).ExpectExitCode(0).Output;

        Assert.Contains("functions-in-vpc (medium): exempt: function Rotation runs outside of our networks\n    exempted by rotation (SEC-1) until ", text, StringComparison.Ordinal);
        Assert.Contains("prod: 1 template, 0 failures, 1 exempt, ", text, StringComparison.Ordinal);
        Assert.Equal(0, json.GetProperty("failures").GetArrayLength());
        Assert.Equal("security@secretscoops.example", Assert.Single(json.GetProperty("exempt").EnumerateArray()).GetProperty("exemption").GetProperty("approver").GetString());
        Assert.Equal([], schema.Validate(sarif).Select(error => error.ToString()));
        using var told = JsonDocument.Parse(sarif);
        var suppression = Assert.Single(Assert.Single(told.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()).GetProperty("suppressions").EnumerateArray());
        Assert.Equal("external accepted", $"{suppression.GetProperty("kind").GetString()} {suppression.GetProperty("status").GetString()}");
        Assert.StartsWith("It calls Secrets Manager alone (SEC-1; approved by security@secretscoops.example, until ", suppression.GetProperty("justification").GetString(), StringComparison.Ordinal);
        Assert.Contains("<summary>Exempt (1)</summary>", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exemption_that_ended_exempts_nothing_and_one_with_faults_ends_the_command()
    {
        await Write("template.yaml", "Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: rotation}}}");

        await Exempt(from: -30, expires: -1);
        var ended = (await Check("template.yaml")).ExpectExitCode(2).Output;
        Assert.Contains("    exemption rotation expired on ", ended, StringComparison.Ordinal);
        Assert.Contains("expired on ", (await Check("template.yaml", "--format", "json")).ExpectExitCode(2).Json().GetProperty("failures")[0].GetProperty("missedExemption").GetString(), StringComparison.Ordinal);

        await Exempt(from: -1, expires: 30, approver: "ada@secretscoops.example");
        var faulty = (await Check("template.yaml")).ExpectExitCode(1);
        Assert.Contains("approved it and requested it", faulty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_files_are_faults_and_no_crashes()
    {
        await using (var file = File.Create(desk.At("huge.yaml")))
        {
            file.SetLength(50L * 1024 * 1024);
        }

        await Write("deep.yaml", new string('[', 10_000));
        await Write("deep.json", "{\"Resources\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
        await Write("laughs.yaml", "a: &a [x, x]\nb: [*a, *a]\n");
        await Write("round.yaml", "Resources: {A: {Type: T, Condition: C}}\nConditions: {C: !Not [!Condition D], D: !Not [!Condition C]}\n");
        await File.WriteAllBytesAsync(desk.At("binary.yaml"), [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0xFF], Token);
        File.CreateSymbolicLink(desk.At("loop.yaml"), desk.At("loop.yaml"));
        string[] files = ["huge.yaml", "deep.yaml", "deep.json", "laughs.yaml", "round.yaml", "binary.yaml", "loop.yaml", "."];

        var told = (await Check(files)).ExpectExitCode(1);

        Assert.All(files, file => Assert.Contains(told.Output.Split('\n'), line => line.StartsWith(file + ":", StringComparison.Ordinal) && line.Contains(" — ", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", told.Output + told.Errors, StringComparison.Ordinal);
        Assert.Equal("", told.Errors);
    }

    [Fact]
    public async Task The_example_in_the_document_is_what_the_tool_prints()
    {
        File.Copy(Path.Combine(Templates, "bad", "ssh-closed.yaml"), desk.At("template.yaml"));
        var document = await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "docs", "check.md"), Token);

        var told = (await Check("template.yaml")).ExpectExitCode(2);

        Assert.Equal($"$ ./baseline check template.yaml\n{told.Output}", Example().Match(document).Groups[1].Value);
    }

    [Fact]
    public async Task The_workflow_for_workloads_holds_them_to_the_landing_zones_policies_whatever_they_bring()
    {
        var workflow = await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), ".github", "workflows", "workload.yml"), Token);
        var arguments = CommandOfWorkflow().Match(workflow).Groups[1].Value.Split(' ');
        var workload = Directory.CreateDirectory(desk.At("workload")).FullName;
        _ = Directory.CreateDirectory(Path.Combine(workload, "policies"));
        _ = Directory.CreateDirectory(desk.At("governance"));
        _ = Directory.CreateSymbolicLink(desk.At(Path.Combine("governance", "policies")), policies.Folder);
        File.Copy(Path.Combine(Templates, "bad", "databases-multi-az.yaml"), Path.Combine(workload, "template.yaml"));

        var told = (await new BaselineTool(desk) { Folder = workload }.Run([.. arguments, "--", "template.yaml"])).ExpectExitCode(2);

        using var sarif = JsonDocument.Parse(told.Output);
        var place = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        // From the workload's own root, which the workflow names to code scanning.
        Assert.Equal("template.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(28, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<Finished> Check(params string[] arguments) => new BaselineTool(desk).Run(["check", .. arguments, "--policies", policies.Folder]);

    private Task Write(string name, string text) => File.WriteAllTextAsync(desk.At(name), text, Token);

    private Task Exempt(int from, int expires, string approver = "security@secretscoops.example") => File.WriteAllTextAsync(
        policies.At(Path.Combine("exemptions", "rotation.json")),
        $$"""
        {"id": "rotation", "owner": "platform@secretscoops.example", "requestedBy": "ada@secretscoops.example", "requestedOn": "{{Day(from)}}", "approver": "{{approver}}",
         "reason": "It calls Secrets Manager alone", "ticket": "SEC-1", "control": "functions-in-vpc", "scope": {"environments": ["prod"], "resources": ["rotation"]}, "expires": "{{Day(expires)}}"}
        """,
        Token);

    private static string Day(int fromNow) => $"{TimeProvider.System.GetUtcNow().AddDays(fromNow):yyyy-MM-dd}";

    [GeneratedRegex(@"\.\./governance/baseline (check .*) -- ""\$\{templates\[@\]\}"" > ")]
    private static partial Regex CommandOfWorkflow();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
