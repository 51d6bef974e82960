using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>The default landing zone, applied and served on loopback: the tool and the AWS CLI call it over HTTP, as they call AWS.</summary>
internal sealed class ServedZone : IAsyncDisposable
{
    private static readonly Lazy<Task<Rehearsal>> settled = new(() => Rehearsal.OfAsync(Landing.Default));

    private readonly Sandbox.SandboxServer server;
    private readonly Dictionary<string, string> ids;

    private ServedZone(SandboxState state)
    {
        ids = state.Accounts.ToDictionary(account => account.Id == state.ManagementAccountId ? "root" : account.Name, account => account.Id, StringComparer.Ordinal);
        server = Sandbox.SandboxServer.Start(LocalCloud.From(state, new(), TimeProvider.System), 0, TimeProvider.System);
    }

    public Desk Desk { get; } = new();

    /// <summary>As the management account's administrator.</summary>
    public AwsAccess Access => new() { Endpoint = server.Address };

    /// <summary>Serves it, with something done to it.</summary>
    public static async Task<ServedZone> OfAsync(Action<SandboxState>? harm = null)
    {
        var state = (await settled.Value).Cloud.Saved();
        harm?.Invoke(state);
        return new(state);
    }

    /// <summary>The id of an account by its name.</summary>
    public string IdOf(string account) => ids[account];

    /// <summary>The AWS CLI of an account's administrator.</summary>
    public AwsCli Cli(string account) => new(Desk, Access with { AccessKeyId = ids[account] });

    /// <summary>Makes a report, and reads its JSON.</summary>
    public async Task<(Finished Run, string Pack, JsonElement Report)> Report(params string[] options)
    {
        var run = await new BaselineTool(Desk, Access).Run(["report", "--policies", BaselineTool.DefaultPolicies, "--format", "json", "--formats", "json", .. options]);
        Assert.True(run.Output.StartsWith('{'), run.ToString());
        var pack = Path.Combine(Desk.Folder, run.Json().GetProperty("directory").GetString()!);
        return (run, pack, Read(pack));
    }

    /// <summary>What Config's rule for encrypted volumes says in an account; NOT_APPLICABLE takes a volume away, as AWS does when it is deleted.</summary>
    public async Task Evaluate(string account, params (string Volume, string Compliance)[] found)
    {
        var rules = (await Cli(account).Call("configservice", "describe-config-rules")).GetProperty("ConfigRules").EnumerateArray().Select(each => each.GetProperty("ConfigRuleName").GetString()!);
        await Cli(account).Call(
            "configservice", "put-evaluations", "--result-token", rules.Single(each => each.Contains("secret-scoops-volumes-encrypted-", StringComparison.Ordinal) && !each.Contains("by-default", StringComparison.Ordinal)),
            "--evaluations", JsonSerializer.Serialize(found.Select(each => new Dictionary<string, string>
            {
                ["ComplianceResourceType"] = "AWS::EC2::Volume",
                ["ComplianceResourceId"] = each.Volume,
                ["ComplianceType"] = each.Compliance,
                ["OrderingTimestamp"] = "2026-11-24T12:00:00Z",
            })));
    }

    /// <summary>What Security Hub's own check of queues says in an account; ARCHIVED when the queue is deleted.</summary>
    public Task Check(string account, string queue, string status, string state = "ACTIVE") => Cli(account).Call("securityhub", "batch-import-findings", "--findings",
        $$"""
        [{"SchemaVersion":"2018-10-08","Id":"security-control/SQS.1/{{queue}}","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub","GeneratorId":"security-control/SQS.1",
        "AwsAccountId":"{{IdOf(account)}}","Types":["Software and Configuration Checks"],"CreatedAt":"2026-11-24T12:00:00Z","UpdatedAt":"2026-11-24T12:00:0{{(state == "ACTIVE" ? 0 : 1)}}Z","Severity":{"Label":"MEDIUM"},
        "Title":"SQS.1","Description":"SQS.1","Compliance":{"Status":"{{status}}","SecurityControlId":"SQS.1"},"RecordState":"{{state}}",
        "Resources":[{"Type":"AwsSqsQueue","Id":"arn:aws:sqs:eu-west-1:{{IdOf(account)}}:{{queue}}","Region":"eu-west-1"}]}]
        """);

    /// <summary>What reports sent to Security Hub, as its administrator sees it from the home region.</summary>
    public async Task<List<JsonElement>> Imported()
    {
        var found = await new Boto3(Desk, Access).Run("""
            hub = boto3.client('securityhub')
            answer([each for page in hub.get_paginator('get_findings').paginate(
                Filters={'GeneratorId': [{'Value': 'secret-scoops/', 'Comparison': 'PREFIX'}]}, PaginationConfig={'PageSize': 100}) for each in page['Findings']])
            """);
        return [.. found.EnumerateArray().OrderBy(each => each.GetProperty("Id").GetString(), StringComparer.Ordinal)];
    }

    /// <summary>The report in a pack.</summary>
    public static JsonElement Read(string pack)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(pack, "report.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The findings of a control in an account, but for guardrails.</summary>
    public static List<JsonElement> Judged(JsonElement report, string control, string account) =>
    [
        .. report.GetProperty("findings").EnumerateArray().Where(each =>
            each.GetProperty("control").GetString() == control && each.GetProperty("accountId").GetString() == account
            && !each.GetProperty("resourceType").GetString()!.StartsWith("SecretScoops", StringComparison.Ordinal)),
    ];

    /// <summary>Resource and verdict.</summary>
    public static (string Resource, string Verdict) Told(JsonElement finding) => (finding.GetProperty("resourceId").GetString()!, finding.GetProperty("verdict").GetString()!);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Desk.Dispose();
    }
}
