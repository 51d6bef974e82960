using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EventBridge;
using Amazon.SimpleNotificationService;
using Amazon.SQS;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// Topics, queues, buses, rules and targets over the wire; kept by the sandbox and moto alike. moto confirms mail addresses at once, evaluates no policy, takes a rule's target
/// on another account's bus without a role, and deletes a bus that has rules: of that the sandbox's own tests speak.
/// </summary>
public abstract class AlertsContract : IAsyncLifetime
{
    private const string Findings = """{"source":["test.findings"],"detail":{"severity":[{"numeric":[">=",7]}]}}""";

    private ContractSession session = null!;
    private string account = "";

    private IAmazonSimpleNotificationService Sns => session.Home.Sns;

    private IAmazonSQS Sqs => session.Home.Sqs;

    private IAmazonEventBridge Events => session.Home.Events;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        account = (await session.Home.Sts.GetCallerIdentityAsync(new(), Cancel)).Account;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_topic_is_told_as_it_was_made_and_changed()
    {
        var topic = (await Sns.CreateTopicAsync(new() { Name = "alerts", Attributes = new() { ["DisplayName"] = "Alerts", ["Policy"] = TopicPolicy() }, Tags = [new() { Key = "owner", Value = "us" }] }, Cancel)).TopicArn;

        Assert.Equal(topic, (await Sns.CreateTopicAsync(new() { Name = "alerts" }, Cancel)).TopicArn);
        var made = (await Sns.GetTopicAttributesAsync(new() { TopicArn = topic }, Cancel)).Attributes;
        Assert.Equal("Alerts", made["DisplayName"]);
        // moto writes it anew, with spaces.
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TopicPolicy()), JsonNode.Parse(made["Policy"])));
        await Sns.SetTopicAttributesAsync(new() { TopicArn = topic, AttributeName = "DisplayName", AttributeValue = "Alarms" }, Cancel);
        await Sns.SetTopicAttributesAsync(new() { TopicArn = topic, AttributeName = "KmsMasterKeyId", AttributeValue = "alias/alerts" }, Cancel);
        var changed = (await Sns.GetTopicAttributesAsync(new() { TopicArn = topic }, Cancel)).Attributes;
        Assert.Equal(("Alarms", "alias/alerts"), (changed["DisplayName"], changed["KmsMasterKeyId"]));
        await Sns.TagResourceAsync(new() { ResourceArn = topic, Tags = [new() { Key = "stage", Value = "prod" }] }, Cancel);
        await Sns.UntagResourceAsync(new() { ResourceArn = topic, TagKeys = ["owner"] }, Cancel);
        Assert.Equal(["stage"], (await Sns.ListTagsForResourceAsync(new() { ResourceArn = topic }, Cancel)).Tags.Select(tag => tag.Key));
        await Sns.DeleteTopicAsync(new() { TopicArn = topic }, Cancel);
        await Assert.ThrowsAsync<Amazon.SimpleNotificationService.Model.NotFoundException>(() => Sns.GetTopicAttributesAsync(new() { TopicArn = topic }, Cancel));
    }

    [Fact]
    public async Task A_queue_that_subscribed_gets_what_its_filter_lets_pass()
    {
        var topic = (await Sns.CreateTopicAsync(new() { Name = "alerts" }, Cancel)).TopicArn;
        var (url, arn) = await Queue("told", "sns.amazonaws.com");
        var subscription = (await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "sqs", Endpoint = arn, ReturnSubscriptionArn = true }, Cancel)).SubscriptionArn;
        await Sns.SetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription, AttributeName = "RawMessageDelivery", AttributeValue = "true" }, Cancel);
        await Sns.SetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription, AttributeName = "FilterPolicyScope", AttributeValue = "MessageBody" }, Cancel);
        await Sns.SetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription, AttributeName = "FilterPolicy", AttributeValue = """{"severity":["HIGH"]}""" }, Cancel);

        await Sns.PublishAsync(new() { TopicArn = topic, Message = """{"severity":"LOW"}""" }, Cancel);
        await Sns.PublishAsync(new() { TopicArn = topic, Message = """{"severity":"HIGH"}""" }, Cancel);

        Assert.Equal(["""{"severity":"HIGH"}"""], await Bodies(url));
        var listed = Assert.Single((await Sns.ListSubscriptionsByTopicAsync(new() { TopicArn = topic }, Cancel)).Subscriptions);
        Assert.Equal((subscription, "sqs", arn), (listed.SubscriptionArn, listed.Protocol, listed.Endpoint));
        var attributes = (await Sns.GetSubscriptionAttributesAsync(new() { SubscriptionArn = subscription }, Cancel)).Attributes;
        Assert.Equal(("true", "MessageBody"), (attributes["RawMessageDelivery"], attributes["FilterPolicyScope"]));
        await Sns.UnsubscribeAsync(new() { SubscriptionArn = subscription }, Cancel);
        Assert.Empty((await Sns.ListSubscriptionsByTopicAsync(new() { TopicArn = topic }, Cancel)).Subscriptions ?? []);
    }

    [Fact]
    public async Task A_queue_keeps_its_attributes_and_hands_out_its_messages()
    {
        var (dead, deadArn) = await Queue("dead", "sqs.amazonaws.com");
        var url = (await Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest()
        {
            QueueName = "work",
            Attributes = new() { ["VisibilityTimeout"] = "45", ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{deadArn}}","maxReceiveCount":3}""" },
        }, Cancel)).QueueUrl;
        Assert.NotEqual(dead, url);
        var attributes = (await Sqs.GetQueueAttributesAsync(new() { QueueUrl = url, AttributeNames = ["All"] }, Cancel)).Attributes;
        Assert.Equal(("45", $"arn:aws:sqs:eu-west-1:{account}:work"), (attributes["VisibilityTimeout"], attributes["QueueArn"]));
        Assert.Equal(3, JsonDocument.Parse(attributes["RedrivePolicy"]).RootElement.GetProperty("maxReceiveCount").GetInt32());

        await Sqs.SendMessageBatchAsync(new() { QueueUrl = url, Entries = [new() { Id = "a", MessageBody = "one" }, new() { Id = "b", MessageBody = "two" }] }, Cancel);
        var received = (await Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest() { QueueUrl = url, MaxNumberOfMessages = 10 }, Cancel)).Messages;
        Assert.Equal(["one", "two"], received.Select(message => message.Body).Order(StringComparer.Ordinal));
        await Sqs.DeleteMessageBatchAsync(new() { QueueUrl = url, Entries = [.. received.Select((message, i) => new Amazon.SQS.Model.DeleteMessageBatchRequestEntry { Id = $"{i}", ReceiptHandle = message.ReceiptHandle })] }, Cancel);

        var left = (await Sqs.GetQueueAttributesAsync(new() { QueueUrl = url, AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] }, Cancel)).Attributes;
        Assert.Equal(("0", "0"), (left["ApproximateNumberOfMessages"], left["ApproximateNumberOfMessagesNotVisible"]));
        await Assert.ThrowsAsync<Amazon.SQS.Model.QueueDoesNotExistException>(() => Sqs.GetQueueUrlAsync(new Amazon.SQS.Model.GetQueueUrlRequest() { QueueName = "none" }, Cancel));
    }

    [Fact]
    public async Task Attributes_of_a_message_choose_its_queues_and_travel_with_it()
    {
        var topic = (await Sns.CreateTopicAsync(new() { Name = "alerts" }, Cancel)).TopicArn;
        var (raw, rawArn) = await Queue("raw", "sns.amazonaws.com");
        var (enveloped, envelopedArn) = await Queue("enveloped", "sns.amazonaws.com");
        await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "sqs", Endpoint = rawArn, Attributes = new() { ["RawMessageDelivery"] = "true", ["FilterPolicy"] = """{"environment":["prod"]}""" } }, Cancel);
        await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "sqs", Endpoint = envelopedArn }, Cancel);

        await Sns.PublishAsync(new() { TopicArn = topic, Message = "fixed", Subject = "S", MessageAttributes = new() { ["environment"] = new() { DataType = "String", StringValue = "prod" } } }, Cancel);
        await Sns.PublishAsync(new() { TopicArn = topic, Message = "seen", MessageAttributes = new() { ["environment"] = new() { DataType = "String", StringValue = "dev" } } }, Cancel);

        var received = Assert.Single((await Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest() { QueueUrl = raw, MaxNumberOfMessages = 10, MessageAttributeNames = ["All"] }, Cancel)).Messages);
        Assert.Equal(("fixed", "prod"), (received.Body, received.MessageAttributes["environment"].StringValue));
        var told = (await Bodies(enveloped)).Select(body => JsonDocument.Parse(body).RootElement).ToDictionary(body => body.GetProperty("Message").GetString()!);
        Assert.Equal(["fixed", "seen"], told.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("S", "prod"), (told["fixed"].GetProperty("Subject").GetString(), told["fixed"].GetProperty("MessageAttributes").GetProperty("environment").GetProperty("Value").GetString()));
    }

    [Fact]
    public async Task What_nobody_deletes_comes_back_and_goes_to_the_dead_letters_in_the_end()
    {
        var (dead, deadArn) = await Queue("dead", "sqs.amazonaws.com");
        var (url, arn) = await Queue("work", "events.amazonaws.com");
        await Sqs.SetQueueAttributesAsync(new Amazon.SQS.Model.SetQueueAttributesRequest() { QueueUrl = url, Attributes = new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{deadArn}}","maxReceiveCount":2}""" } }, Cancel);
        await Events.PutRuleAsync(new() { Name = "high", EventPattern = Findings }, Cancel);
        await Events.PutTargetsAsync(new() { Rule = "high", Targets = [new() { Id = "queue", Arn = arn }] }, Cancel);
        await Events.PutEventsAsync(new() { Entries = [new() { Source = "test.findings", DetailType = "Finding", Detail = """{"severity":8}""" }] }, Cancel);

        for (var receipt = 1; receipt <= 2; receipt++)
        {
            var received = Assert.Single((await Receive(url)).Messages);
            Assert.Equal($"{receipt}", received.Attributes["ApproximateReceiveCount"]);
            await Sqs.ChangeMessageVisibilityAsync(new Amazon.SQS.Model.ChangeMessageVisibilityRequest() { QueueUrl = url, ReceiptHandle = received.ReceiptHandle, VisibilityTimeout = 0 }, Cancel);
        }

        Assert.Empty((await Receive(url)).Messages ?? []);
        Assert.Contains("test.findings", Assert.Single((await Receive(dead)).Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_a_bus_of_ours_sends_what_matches_to_its_queue()
    {
        var (url, arn) = await Queue("remediation", "events.amazonaws.com");
        await Events.CreateEventBusAsync(new() { Name = "security", Tags = [new() { Key = "owner", Value = "us" }] }, Cancel);
        var rule = (await Events.PutRuleAsync(new() { Name = "high", EventBusName = "security", EventPattern = Findings, Description = "High", Tags = [new() { Key = "owner", Value = "us" }] }, Cancel)).RuleArn;
        await Events.PutTargetsAsync(new() { Rule = "high", EventBusName = "security", Targets = [new() { Id = "queue", Arn = arn, RetryPolicy = new() { MaximumRetryAttempts = 3, MaximumEventAgeInSeconds = 600 } }] }, Cancel);

        await Events.PutEventsAsync(new()
        {
            Entries =
            [
                new() { EventBusName = "security", Source = "test.findings", DetailType = "Finding", Detail = """{"severity":8}""" },
                new() { EventBusName = "security", Source = "test.findings", DetailType = "Finding", Detail = """{"severity":5}""" },
            ],
        }, Cancel);

        var told = JsonDocument.Parse(Assert.Single(await Bodies(url))).RootElement;
        // moto leaves the account out.
        Assert.Equal((8, "Finding"), (told.GetProperty("detail").GetProperty("severity").GetInt32(), told.GetProperty("detail-type").GetString()));
        var listed = Assert.Single((await Events.ListRulesAsync(new() { EventBusName = "security" }, Cancel)).Rules);
        Assert.Equal(("high", rule, "High", RuleState.ENABLED), (listed.Name, listed.Arn, listed.Description, listed.State));
        var target = Assert.Single((await Events.ListTargetsByRuleAsync(new() { Rule = "high", EventBusName = "security" }, Cancel)).Targets);
        Assert.Equal(("queue", arn, 3, 600), (target.Id, target.Arn, target.RetryPolicy.MaximumRetryAttempts, target.RetryPolicy.MaximumEventAgeInSeconds));
        Assert.Equal(["owner"], (await Events.ListTagsForResourceAsync(new() { ResourceARN = rule }, Cancel)).Tags.Select(tag => tag.Key));
    }

    [Fact]
    public async Task Rules_and_buses_are_changed_and_go()
    {
        await Events.CreateEventBusAsync(new() { Name = "security" }, Cancel);
        await Assert.ThrowsAsync<Amazon.EventBridge.Model.ResourceAlreadyExistsException>(() => Events.CreateEventBusAsync(new() { Name = "security" }, Cancel));
        await Events.PutRuleAsync(new() { Name = "high", EventPattern = Findings }, Cancel);
        await Events.PutTargetsAsync(new() { Rule = "high", Targets = [new() { Id = "queue", Arn = $"arn:aws:sqs:eu-west-1:{account}:none" }] }, Cancel);
        await Assert.ThrowsAnyAsync<AmazonEventBridgeException>(() => Events.DeleteRuleAsync(new() { Name = "high" }, Cancel));
        await Events.PutRuleAsync(new() { Name = "high", EventPattern = Findings, State = RuleState.DISABLED }, Cancel);
        Assert.Equal(RuleState.DISABLED, (await Events.DescribeRuleAsync(new() { Name = "high" }, Cancel)).State);

        await Events.RemoveTargetsAsync(new() { Rule = "high", Ids = ["queue"] }, Cancel);
        await Events.DeleteRuleAsync(new() { Name = "high" }, Cancel);
        await Events.DeleteEventBusAsync(new() { Name = "security" }, Cancel);

        Assert.Empty((await Events.ListRulesAsync(new(), Cancel)).Rules ?? []);
        Assert.DoesNotContain((await Events.ListEventBusesAsync(new(), Cancel)).EventBuses, bus => bus.Name == "security");
        await Assert.ThrowsAnyAsync<AmazonEventBridgeException>(() => Events.PutRuleAsync(new() { Name = "bad", EventPattern = "{" }, Cancel));
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private string TopicPolicy() =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Sid":"E","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:eu-west-1:{{{account}}}:alerts"}]}""";

    private async Task<(string Url, string Arn)> Queue(string name, string service)
    {
        var arn = $"arn:aws:sqs:eu-west-1:{account}:{name}";
        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{{service}}}"},"Action":"sqs:SendMessage","Resource":"{{{arn}}}"}]}""";
        return ((await Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest() { QueueName = name, Attributes = new() { ["Policy"] = policy } }, Cancel)).QueueUrl, arn);
    }

    private Task<Amazon.SQS.Model.ReceiveMessageResponse> Receive(string url) =>
        Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest() { QueueUrl = url, MessageSystemAttributeNames = ["All"] }, Cancel);

    private async Task<IReadOnlyList<string>> Bodies(string url) =>
        [.. ((await Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest() { QueueUrl = url, MaxNumberOfMessages = 10 }, Cancel)).Messages ?? []).Select(message => message.Body)];
}

/// <summary>As moto keeps it.</summary>
public sealed class AlertsOnMoto(Judges.MotoServer moto) : AlertsContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class AlertsOnTheSandbox : AlertsContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
