using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.Events;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>Alerts of the default policies on the sandbox: from an event in a member account to the remediation queue, and off and on again.</summary>
[KeepsCalls]
public sealed class AlertsTests
{
    private static readonly AlertsFile alerts = Landing.Default.Find(AlertsFile.Area)!.Value.Value;

    // Alerts alone: other parts have tests of their own.
    private static readonly PolicyBundle policies = With(alerts with { Key = null });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_default_policies_apply_and_a_second_plan_finds_nothing()
    {
        var rehearsal = await Rehearsal.OfAsync(policies);

        var plan = await rehearsal.PlanAsync(policies);

        Assert.Empty(plan.Pending);
        Assert.Contains(plan.Notes, note => note.Code == "unconfirmed-subscription");
    }

    [Fact]
    public async Task What_happens_in_any_account_and_region_reaches_the_remediation_queue_once()
    {
        var rehearsal = await Rehearsal.OfAsync(policies);
        using var handler = new SandboxHandler(rehearsal.Cloud);
        using var connection = new Aws.Sessions.AwsConnection(new() { Handler = handler, Region = "eu-west-1" });
        var (root, prod) = await Accounts(connection);
        var url = await Queue(connection, root);

        void Happens(string account, string region, string source, string type, string detail) =>
            rehearsal.Cloud.Emit(new SandboxEvent(source, type, JsonNode.Parse(detail)!.AsObject()) { AccountId = account, Region = region });
        Happens(prod, "eu-central-1", "aws.config", "Config Rules Compliance Change", """{"messageType":"ComplianceChangeNotification","configRuleName":"rds-not-public","newEvaluationResult":{"complianceType":"NON_COMPLIANT"}}""");
        Happens(prod, "eu-west-1", "aws.ec2", "AWS API Call via CloudTrail", """{"eventName":"AuthorizeSecurityGroupIngress"}""");
        Happens(prod, "eu-west-1", "aws.ec2", "AWS API Call via CloudTrail", """{"eventName":"AuthorizeSecurityGroupIngress","errorCode":"AccessDenied"}""");
        Happens(prod, "us-east-1", "aws.iam", "AWS API Call via CloudTrail", """{"eventName":"CreateUser"}""");
        Happens(root, "us-east-1", "aws.organizations", "AWS API Call via CloudTrail", """{"eventName":"DetachPolicy"}""");
        Happens(root, "eu-central-1", "aws.guardduty", "GuardDuty Finding", """{"severity":8.1,"id":"f"}""");
        Happens(prod, "eu-central-1", "aws.guardduty", "GuardDuty Finding", """{"severity":8.1,"id":"f"}""");
        Happens(prod, "us-east-1", "aws.signin", "AWS Console Sign In via CloudTrail", """{"userIdentity":{"type":"Root"}}""");

        var told = await Messages(connection, root, url);
        string[] expected = [$"{prod} aws.config eu-central-1", $"{prod} aws.ec2 eu-west-1", $"{prod} aws.iam us-east-1", $"{prod} aws.signin us-east-1", $"{root} aws.guardduty eu-central-1", $"{root} aws.organizations us-east-1"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Turned_off_changed_and_turned_on_again()
    {
        var rehearsal = await Rehearsal.OfAsync(policies);

        await rehearsal.SettlesAsync(With(alerts with { Key = null, Collect = [], Route = [], Topics = [] }));
        await rehearsal.SettlesAsync(policies);
        var changed = alerts with
        {
            Key = null,
            Publishers = [],
            Collect = [.. alerts.Collect.Select(rule => new Sourced<CollectRulePolicy>(rule.Value with { Enabled = false }, rule.Where))],
            Topics = [.. alerts.Topics.Select(topic => new Sourced<TopicPolicy>(topic.Value with { Subscriptions = [] }, topic.Where))],
        };
        var plan = await rehearsal.PlanAsync(With(changed));
        Assert.All(plan.Pending, change => Assert.Equal(Verb.Update, change.Verb));
        await rehearsal.SettlesAsync(With(changed));
        await rehearsal.SettlesAsync(policies);
    }

    private static PolicyBundle With(AlertsFile file) =>
        Landing.Default with { Areas = Landing.Default.Areas.Where(area => area.Key is "alerts" or "trusted-access").ToDictionary(area => area.Key, area => area.Key == "alerts" ? new(file, area.Value.Where) : area.Value) };

    private static async Task<(string Root, string Prod)> Accounts(Aws.Sessions.AwsConnection connection)
    {
        var accounts = (await connection.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts;
        var root = (await connection.Home.Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.MasterAccountId;
        return (root, accounts.Single(account => account.Name == "prod").Id);
    }

    private static async Task<string> Queue(Aws.Sessions.AwsConnection connection, string root)
    {
        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:events:eu-west-1:{{{root}}}:rule/secret-scoops-security/*"} } }]}""";
        return (await connection.Home.Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest() { QueueName = "secret-scoops-remediation", Attributes = new() { ["Policy"] = policy } }, Cancel)).QueueUrl;
    }

    private static async Task<IReadOnlyList<string>> Messages(Aws.Sessions.AwsConnection connection, string root, string url)
    {
        Assert.NotEmpty(root);
        var messages = (await connection.Home.Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest() { QueueUrl = url, MaxNumberOfMessages = 10 }, Cancel)).Messages ?? [];
        return [.. messages.Select(message => JsonDocument.Parse(message.Body).RootElement).Select(told => $"{told.GetProperty("account").GetString()} {told.GetProperty("source").GetString()} {told.GetProperty("region").GetString()}")];
    }
}
