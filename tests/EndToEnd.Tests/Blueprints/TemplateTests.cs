using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Blueprints;

/// <summary>What can be said of the blueprints without deploying them.</summary>
public sealed partial class TemplateTests : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();

    /// <summary>Every way in which somebody could ask for less: the environment, the template, the parameter and its value, and the objection.</summary>
    private static readonly (string Environment, string Template, string Parameter, string Value, string Objection)[] weaker =
    [
        ("prod", "network", "Zones", "2", "PROD spans three zones (S11)"),
        ("prod", "network", "NatGateways", "one", "PROD has a NAT gateway in each zone (S11)"),
        ("prod", "network", "InterfaceEndpoints", "false", "PROD reaches AWS privately (S12)"),
        ("dev", "network", "NatGateways", "none", "Without NAT and without endpoints nothing could pull an image or write a log"),
        ("prod", "messaging", "AlarmEmail", "", "Alarms of PROD reach somebody (S21)"),
        ("prod", "secrets", "RotationDays", "90", "Secrets of PROD are rotated at least every 30 days (S9)"),
        ("prod", "secrets", "LogLevel", "debug", "PROD does not log at debug, where requests and tokens are written out (S9)"),
        ("prod", "database", "MultiAZ", "false", "A database of PROD lives in two zones (S5, S11)"),
        ("prod", "database", "BackupDays", "14", "A database of PROD is backed up for at least 30 days (S5)"),
        ("uat", "database", "BackupDays", "1", "A database of UAT is backed up for at least 7 days (S5)"),
        ("prod", "database", "DeletionProtection", "false", "Databases of UAT and PROD are protected from deletion (S8)"),
        ("uat", "database", "DeletionProtection", "false", "Databases of UAT and PROD are protected from deletion (S8)"),
        ("prod", "identity", "SecondFactor", "OPTIONAL", "Users of PROD sign in with a second factor (S15)"),
        ("prod", "service", "MinTasks", "2", "PROD runs a task in each of three zones (S11)"),
        ("prod", "service", "MaxTasks", "4", "PROD has room to scale (S3)"),
        ("prod", "api", "WafMode", "count", "AWS WAF blocks in PROD, and does not merely count (S14)"),
        ("prod", "api", "BotControl", "none", "PROD is guarded from bots (S14)"),
        ("prod", "api", "RequestsPerFiveMinutes", "10000", "One address asks PROD at most 2000 times in five minutes (S16)"),
        ("prod", "edge", "WafMode", "count", "AWS WAF blocks in PROD, and does not merely count (S14)"),
        ("prod", "function", "Shift", "AllAtOnce", "PROD tries a new version on a part of its calls first (S3)"),
        ("prod", "frontend", "OldVersionsDays", "7", "PROD keeps what was overwritten for at least 30 days (S11)"),
    ];

    [Fact]
    public async Task Cfn_lint_finds_nothing()
    {
        var templates = Directory.GetFiles(BlueprintCloud.Templates, "*.yaml");
        Assert.Equal(10, templates.Length);
        var lint = Judge.Require("cfn-lint", "pip install cfn-lint");

        using var running = RunningProgram.Start(lint, ["--non-zero-exit-code", "informational", "--regions", "eu-west-1", "--template", .. templates], desk.Environment(), desk.Folder);
        var finished = await running.Wait(limit, TestContext.Current.CancellationToken);

        finished.ExpectExitCode(0);
        Assert.Equal("", finished.Output);
    }

    [Fact]
    public async Task Each_environment_gives_values_that_every_template_takes()
    {
        var templates = await Templates.ReadAsync(desk);
        foreach (var environment in (string[])["dev", "uat", "prod"])
        {
            var values = Templates.Values(environment);
            Assert.All(templates.All, template => Assert.Empty(templates.Misfits(template.Name, values)));
            Assert.All(templates.All, template => Assert.Empty(templates.Broken(template.Name, values)));
            var known = templates.All.SelectMany(template => templates.Of(template.Name, values).Keys).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(values.Keys.Except(known));
        }
    }

    [Fact]
    public async Task Nobody_deploys_an_environment_weaker_than_it_has_to_be()
    {
        var templates = await Templates.ReadAsync(desk);

        Assert.All(weaker, each =>
        {
            var asked = new Dictionary<string, string>(Templates.Values(each.Environment), StringComparer.Ordinal) { [each.Parameter] = each.Value };
            Assert.Empty(templates.Misfits(each.Template, asked));
            Assert.Equal([each.Objection], templates.Broken(each.Template, asked));
        });
        // No rule without a case that breaks it.
        Assert.Equal(
            templates.All.SelectMany(template => templates.Asserted(template.Name).Select(objection => (template.Name, objection))).Order(),
            weaker.Select(each => (each.Template, each.Objection)).Distinct().Order());
    }

    [Fact]
    public async Task No_template_names_an_account_or_a_thing_by_its_id()
    {
        foreach (var path in Directory.EnumerateFiles(BlueprintCloud.Templates, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotMatch(Id(), text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    // An account; an id of EC2; a UUID, which keys and CloudFront's managed policies have.
    [GeneratedRegex(@"\b\d{12}\b|\b(vpc|subnet|sg|rtb|igw|nat|eni|pl)-[0-9a-f]{8,17}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")]
    private static partial Regex Id();
}
