using System.Text.Json;
using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>What can be said of governance's own templates without deploying them.</summary>
public sealed partial class TemplateTests : IDisposable
{
    // IAM User Guide, "IAM and AWS STS quotas", from memory; white space does not count.
    private const int LargestPolicy = 6_144;

    // The AWS CLI reads its own short forms (!Ref, !Sub). Parameters are filled in with their defaults and AWS's own with what they may be, which is as long as it gets.
    private const string Read = """
        import glob, os
        from awscli.customizations.cloudformation.yamlhelper import yaml_parse
        answer({os.path.basename(path)[:-5]: yaml_parse(open(path).read()) for path in sorted(glob.glob(sys.argv[1] + '/*.yaml'))})
        """;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("eu-central-1")]
    public async Task Cfn_lint_finds_nothing(string region)
    {
        var templates = Directory.GetFiles(DeployCloud.Folder, "*.yaml");
        Assert.Equal(11, templates.Length);
        var lint = Judge.Require("cfn-lint", "pip install cfn-lint");

        using var running = RunningProgram.Start(lint, ["--non-zero-exit-code", "informational", "--regions", region, "--template", .. templates], desk.Environment(), desk.Folder);
        var finished = await running.Wait(limit, TestContext.Current.CancellationToken);

        finished.ExpectExitCode(0);
        Assert.Equal("", finished.Output);
    }

    [Fact]
    public async Task The_schedule_of_the_sweep_goes_by_its_parameter()
    {
        var remediation = (await TemplatesAsync())["remediation"];

        Assert.Equal("SweepScheduleState", remediation.GetProperty("Resources").GetProperty("SweepSchedule").GetProperty("Properties").GetProperty("State").GetProperty("Ref").GetString());
    }

    [Fact]
    public async Task The_controls_that_workloads_keep_are_kept_but_where_an_exemption_says_why_not()
    {
        var policies = InForce();
        var exempt = new List<string>();
        foreach (var environment in (string[])["dev", "uat", "prod", "root"])
        {
            // Into accounts of every environment goes but one; all others, and that one too, into the root account.
            var templates = Directory.GetFiles(DeployCloud.Folder, "*.yaml").Where(path => environment == "root" || Path.GetFileName(path) == "member.yaml");
            var told = (await new BaselineTool(desk).Run(["check", "--environment", environment, .. templates, "--policies", policies, "--format", "json"])).ExpectExitCode(0).Json();
            Assert.Empty(told.GetProperty("failures").EnumerateArray());
            exempt.AddRange(told.GetProperty("exempt").EnumerateArray().Select(each => each.GetProperty("exemption").GetProperty("id").GetString()!));
        }

        // Each of ours is needed, and none is needed twice.
        Assert.Equal(["break-glass-administrator", "rotation-outside-vpc"], exempt.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_template_names_an_account_or_a_thing_by_its_id()
    {
        foreach (var path in Directory.EnumerateFiles(DeployCloud.Folder, "*.yaml"))
        {
            Assert.DoesNotMatch(Id(), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task GitHub_is_trusted_by_whole_values_alone()
    {
        var roles = (await TemplatesAsync()).SelectMany(template => template.Value.GetProperty("Resources").EnumerateObject().Select(resource => (Template: template.Key, resource.Name, resource.Value)))
            .Where(each => each.Value.GetProperty("Type").GetString() == "AWS::IAM::Role" && each.Value.GetRawText().Contains("token.actions", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(["deployer DeployRole", "github ApplyRole", "github PlanRole", "github ReportRole"], roles.Select(role => $"{role.Template} {role.Name}").Order(StringComparer.Ordinal));
        Assert.All(roles, role =>
        {
            var statement = Assert.Single(role.Value.GetProperty("Properties").GetProperty("AssumeRolePolicyDocument").GetProperty("Statement").EnumerateArray());
            var condition = Assert.Single(statement.GetProperty("Condition").EnumerateObject());
            Assert.Equal("StringEquals", condition.Name);
            Assert.DoesNotContain("*", statement.GetRawText(), StringComparison.Ordinal);
            string[] asked = ["aud", "sub", "repository_id", .. role.Name == "PlanRole" ? Array.Empty<string>() : ["ref"]];
            Assert.Equal(asked.Order(StringComparer.Ordinal), condition.Value.EnumerateObject().Select(claim => claim.Name.Split(':')[1]).Order(StringComparer.Ordinal));
            Assert.StartsWith("repo:${Repository}:environment:", condition.Value.GetProperty("token.actions.githubusercontent.com:sub").GetProperty("Fn::Sub").GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("ApplyWorkerRole", "ApplyRole")]
    [InlineData("ReportWorkerRole", "ReportRole")]
    public async Task The_tool_in_Lambda_has_the_policies_of_GitHubs_roles(string worker, string role)
    {
        var templates = await TemplatesAsync();
        var policies = templates["github"].GetProperty("Resources").EnumerateObject().Select(resource => resource.Value).Where(resource => resource.GetProperty("Type").GetString() == "AWS::IAM::ManagedPolicy")
            .Select(resource => resource.GetProperty("Properties")).ToList();

        Assert.Equal(
            policies.Where(policy => policy.GetProperty("Roles").EnumerateArray().Any(each => each.GetProperty("Ref").GetString() == role))
                .Select(policy => $"${{AWS::AccountId}}:policy${{Path}}{policy.GetProperty("ManagedPolicyName").GetString()}").Order(StringComparer.Ordinal),
            templates["scale-roles"].GetProperty("Resources").GetProperty(worker).GetProperty("Properties").GetProperty("ManagedPolicyArns").EnumerateArray()
                .Select(arn => arn.GetProperty("Fn::Sub").GetString()!["arn:${AWS::Partition}:iam::".Length..]));
    }

    [Fact]
    public async Task No_policy_is_larger_than_AWS_takes()
    {
        var policies = (await TemplatesAsync()).SelectMany(template => template.Value.GetProperty("Resources").EnumerateObject().Where(resource => resource.Value.GetProperty("Type").GetString() == "AWS::IAM::ManagedPolicy")
            .Select(resource => (Name: $"{template.Key} {resource.Name}", Size: Shrunk(resource.Value.GetProperty("Properties").GetProperty("PolicyDocument").GetRawText()).Length)));

        Assert.Empty(policies.Where(policy => policy.Size > LargestPolicy).Select(policy => $"{policy.Name} has about {policy.Size} characters"));
    }

    // A role may do what both its policies and its boundary say.
    [Fact]
    public async Task The_boundary_of_functions_lets_them_do_what_their_roles_may()
    {
        string[] bounded = ["remediate", "evaluate", "sweep", "sweep-by-steps", "vended", "scheduler"];
        var boundary = (await TemplatesAsync())["foundation"].GetProperty("Resources").GetProperty("Boundary").GetProperty("Properties").GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray()
            .Select(statement => statement.GetProperty("Action"))
            .SelectMany(action => action.ValueKind == JsonValueKind.Array ? action.EnumerateArray().Select(each => each.GetString()!) : [action.GetString()!])
            .ToList();

        Assert.Empty(GeneratedRoles.All.Where(role => bounded.Contains(role.Name)).SelectMany(role => role.Actions.Select(action => (Role: role.Name, Action: action)))
            .Where(right => !boundary.Exists(pattern => Wildcard.Matches(pattern, right.Action)))
            .Select(right => $"{right.Role} {right.Action} is beyond the boundary"));
    }

    [Fact]
    public async Task What_templates_take_for_granted_is_what_the_policies_say()
    {
        var said = await new Boto3(desk, new() { Endpoint = new("http://127.0.0.1:9") }).Run(
            """
            import pathlib
            sys.dont_write_bytecode = True
            sys.path.insert(0, sys.argv[1] + '/tool')
            from names import Names
            names = Names.read(pathlib.Path(sys.argv[1]).parent / 'policies')
            answer({'NamePrefix': names.prefix, 'Bus': names.bus, 'Topics': names.topic_prefix, 'TopicsKey': names.topics_key, 'Queue': names.queue, 'DeadLetters': names.dead_letters, 'Ledger': names.ledger,
                    'MemberRole': names.member_role, 'RoleName': names.role_name, 'HomeRegion': names.region, 'Regions': ','.join(names.regions), 'SweepHours': str(names.sweep_hours), 'FunctionPath': names.path})
            """,
            DeployCloud.Folder);
        var compared = 0;
        foreach (var (template, body) in await TemplatesAsync())
        {
            foreach (var parameter in body.GetProperty("Parameters").EnumerateObject().Where(parameter => said.TryGetProperty(parameter.Name, out _) && parameter.Value.TryGetProperty("Default", out _)))
            {
                Assert.Equal($"{template} {parameter.Name} {said.GetProperty(parameter.Name)}", $"{template} {parameter.Name} {parameter.Value.GetProperty("Default")}");
                compared++;
            }
        }

        Assert.InRange(compared, 30, 100);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    // Exemptions end, and validate warns of it before; what templates keep does not hang on the day on which this runs.
    private string InForce()
    {
        var policies = PolicyCopy.On(desk);
        foreach (var file in Directory.GetFiles(policies.At("exemptions")))
        {
            policies.EditJson(Path.Combine("exemptions", Path.GetFileName(file)), exemption =>
            {
                exemption["from"] = $"{TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-dd}";
                exemption["expires"] = $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}";
            });
        }

        return policies.Folder;
    }

    private async Task<Dictionary<string, JsonElement>> TemplatesAsync() =>
        (await new Boto3(desk, new() { Endpoint = new("http://127.0.0.1:9") }).Run(Read, DeployCloud.Folder)).EnumerateObject().ToDictionary(template => template.Name, template => template.Value, StringComparer.Ordinal);

    // The functions of templates vanish; what they put in is about as long as what they are written with.
    private static string Shrunk(string json) => Function().Replace(Space().Replace(json, ""), "");

    // An account; an id of EC2; a UUID, which keys have.
    [GeneratedRegex(@"\b\d{12}\b|\b(vpc|subnet|sg|rtb|igw|nat|eni|pl)-[0-9a-f]{8,17}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")]
    private static partial Regex Id();

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();

    [GeneratedRegex(@"\{""Fn::[A-Za-z]+"":|\{""Ref"":|\$\{(?:AWS::)?|\}")]
    private static partial Regex Function();
}
