using System.Text.Json;
using Amazon.EventBridge.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.Alerts.AlertCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Alerts;

public sealed class EventTests : IAsyncLifetime
{
    private const string Findings = """{"source":["aws.guardduty"],"detail":{"severity":[{"numeric":[">=",7]}]}}""";

    private AlertCloud cloud = null!;

    public async ValueTask InitializeAsync() => cloud = await Create();

    public ValueTask DisposeAsync()
    {
        cloud.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_matches_reaches_the_queue_whole_and_what_does_not_is_left()
    {
        var (url, arn) = await cloud.Queue("remediation", "events.amazonaws.com");
        await cloud.Rule(cloud.Events(), "high", Findings, new() { Id = "queue", Arn = arn });

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":8,"id":"f1"}""");
        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":5}""");
        cloud.Emit(Management, "eu-central-1", "aws.guardduty", "GuardDuty Finding", """{"severity":8}""");

        var told = JsonDocument.Parse(Assert.Single(await cloud.Messages(url)).Body).RootElement;
        Assert.Equal(("aws.guardduty", "GuardDuty Finding", Management, "eu-west-1"), (told.GetProperty("source").GetString(), told.GetProperty("detail-type").GetString(), told.GetProperty("account").GetString(), told.GetProperty("region").GetString()));
        Assert.Equal("f1", told.GetProperty("detail").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_member_s_event_crosses_to_the_central_bus_with_a_role_that_its_policy_lets_in()
    {
        var (url, arn) = await cloud.Queue("remediation", "events.amazonaws.com");
        var bus = (await cloud.Events().CreateEventBusAsync(new() { Name = "central" }, Cancel)).EventBusArn;
        await cloud.Rule(cloud.Events(), "all", """{"source":[{"prefix":"aws."}]}""", new() { Id = "queue", Arn = arn }, "central");
        var sender = cloud.Events(cloud.Member, "eu-central-1");
        var role = $"arn:aws:iam::{cloud.Member}:role/forwarder";
        await sender.PutRuleAsync(new() { Name = "send", EventPattern = Findings }, Cancel);
        await Assert.ThrowsAnyAsync<Amazon.EventBridge.AmazonEventBridgeException>(() => sender.PutTargetsAsync(new() { Rule = "send", Targets = [new() { Id = "bus", Arn = bus }] }, Cancel));
        await sender.PutTargetsAsync(new() { Rule = "send", Targets = [new() { Id = "bus", Arn = bus, RoleArn = role }] }, Cancel);

        cloud.Emit(cloud.Member, "eu-central-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9}""");
        Assert.Empty(await cloud.Messages(url));

        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Sid":"O","Effect":"Allow","Principal":"*","Action":"events:PutEvents","Resource":"{{{bus}}}","Condition":{"StringEquals":{"aws:PrincipalOrgID":"{{{cloud.Organization}}}"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/forwarder"} } }]}""";
        await cloud.Events().PutPermissionAsync(new() { EventBusName = "central", Policy = policy }, Cancel);
        cloud.Emit(cloud.Member, "eu-central-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9}""");
        Assert.Equal(cloud.Member, JsonDocument.Parse(Assert.Single(await cloud.Messages(url)).Body).RootElement.GetProperty("account").GetString());
    }

    [Fact]
    public async Task Two_buses_that_send_to_each_other_come_to_an_end()
    {
        var (url, arn) = await cloud.Queue("seen", "events.amazonaws.com");
        var events = cloud.Events();
        var one = (await events.CreateEventBusAsync(new() { Name = "one" }, Cancel)).EventBusArn;
        var two = (await events.CreateEventBusAsync(new() { Name = "two" }, Cancel)).EventBusArn;
        await cloud.Rule(events, "go", Findings, new() { Id = "bus", Arn = one });
        await cloud.Rule(events, "on", Findings, new() { Id = "bus", Arn = two }, "one");
        await cloud.Rule(events, "back", Findings, new() { Id = "bus", Arn = one }, "two");
        await cloud.Rule(events, "seen", Findings, new() { Id = "queue", Arn = arn }, "two");

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9}""");

        Assert.InRange((await cloud.Messages(url)).Count, 1, 5);
    }

    [Fact]
    public async Task What_cannot_be_delivered_goes_to_the_dead_letters_with_the_reason()
    {
        var (url, dead) = await cloud.Queue("dead", "events.amazonaws.com");
        await cloud.Rule(cloud.Events(), "high", Findings, new() { Id = "queue", Arn = $"arn:aws:sqs:eu-west-1:{Management}:nowhere", DeadLetterConfig = new() { Arn = dead } });

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9}""");

        Assert.Equal("SQS_QUEUE_NOT_FOUND", Assert.Single(await cloud.Messages(url)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task A_rule_that_is_off_does_nothing_and_one_with_targets_is_not_deleted()
    {
        var (url, arn) = await cloud.Queue("remediation", "events.amazonaws.com");
        var events = cloud.Events();
        await cloud.Rule(events, "high", Findings, new() { Id = "queue", Arn = arn });
        await events.DisableRuleAsync(new() { Name = "high" }, Cancel);

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9}""");

        Assert.Empty(await cloud.Messages(url));
        await Assert.ThrowsAnyAsync<Amazon.EventBridge.AmazonEventBridgeException>(() => events.DeleteRuleAsync(new() { Name = "high" }, Cancel));
        await events.RemoveTargetsAsync(new() { Rule = "high", Ids = ["queue"] }, Cancel);
        await events.DeleteRuleAsync(new() { Name = "high" }, Cancel);
        await events.DeleteRuleAsync(new() { Name = "high" }, Cancel);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => events.DescribeRuleAsync(new() { Name = "high" }, Cancel));
    }

    [Fact]
    public async Task A_message_is_made_of_the_event()
    {
        var (url, arn) = await cloud.Queue("told", "events.amazonaws.com");
        await cloud.Rule(cloud.Events(), "high", Findings, new()
        {
            Id = "queue",
            Arn = arn,
            InputTransformer = new() { InputPathsMap = new() { ["severity"] = "$.detail.severity", ["what"] = "$.detail.resources[0].name" }, InputTemplate = "\"<severity>: <what>\"" },
        });

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", """{"severity":9,"resources":[{"name":"bucket"}]}""");

        Assert.Equal("\"9: bucket\"", Assert.Single(await cloud.Messages(url)).Body);
    }

    [Fact]
    public async Task Wrong_orders_and_patterns_are_refused_as_AWS_refuses_them()
    {
        var events = cloud.Events();
        await events.CreateEventBusAsync(new() { Name = "central" }, Cancel);

        await Assert.ThrowsAsync<ResourceAlreadyExistsException>(() => events.CreateEventBusAsync(new() { Name = "central" }, Cancel));
        await Assert.ThrowsAsync<InvalidEventPatternException>(() => events.PutRuleAsync(new() { Name = "bad", EventPattern = """{"source":"aws.ec2"}""" }, Cancel));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => events.PutRuleAsync(new() { Name = "lost", EventPattern = Findings, EventBusName = "none" }, Cancel));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => events.PutTargetsAsync(new() { Rule = "none", Targets = [new() { Id = "q", Arn = $"arn:aws:sqs:eu-west-1:{Management}:q" }] }, Cancel));
        await events.PutRuleAsync(new() { Name = "rule", EventPattern = Findings, EventBusName = "central" }, Cancel);
        await Assert.ThrowsAnyAsync<Amazon.EventBridge.AmazonEventBridgeException>(() => events.DeleteEventBusAsync(new() { Name = "central" }, Cancel));
        await Assert.ThrowsAnyAsync<Amazon.EventBridge.AmazonEventBridgeException>(() => cloud.Events(cloud.Member).PutRuleAsync(
            new() { Name = "rule", EventPattern = Findings, EventBusName = $"arn:aws:events:eu-west-1:{Management}:event-bus/central" }, Cancel));
        var own = await events.PutEventsAsync(new() { Entries = [new() { Source = "aws.ec2", DetailType = "x", Detail = "{}" }] }, Cancel);
        Assert.Equal("NotAuthorizedForSourceException", Assert.Single(own.Entries).ErrorCode);
    }
}
