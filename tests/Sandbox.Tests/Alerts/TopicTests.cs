using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.Alerts.AlertCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Alerts;

public sealed class TopicTests : IAsyncLifetime
{
    private AlertCloud cloud = null!;

    private IAmazonSimpleNotificationService Sns => cloud.Topics();

    public async ValueTask InitializeAsync() => cloud = await Create();

    public ValueTask DisposeAsync()
    {
        cloud.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_mail_address_is_told_only_after_it_confirmed_and_is_forgotten_after_two_days()
    {
        var topic = await Topic();
        await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "email", Endpoint = "a@example.com", ReturnSubscriptionArn = true }, Cancel);

        Assert.Equal("PendingConfirmation", Assert.Single(await Subscriptions(topic)).SubscriptionArn);
        cloud.Time.Advance(TimeSpan.FromHours(49));
        Assert.Empty(await Subscriptions(topic));
    }

    [Fact]
    public async Task Queues_get_what_their_filter_lets_pass_with_or_without_the_envelope()
    {
        var topic = await Topic();
        var (all, allArn) = await cloud.Queue("all", "sns.amazonaws.com");
        var (some, someArn) = await cloud.Queue("some", "sns.amazonaws.com");
        await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "sqs", Endpoint = allArn }, Cancel);
        await Sns.SubscribeAsync(new()
        {
            TopicArn = topic,
            Protocol = "sqs",
            Endpoint = someArn,
            Attributes = new() { ["RawMessageDelivery"] = "true", ["FilterPolicyScope"] = "MessageBody", ["FilterPolicy"] = """{"severity":["HIGH"]}""" },
        }, Cancel);

        await Sns.PublishAsync(new() { TopicArn = topic, Message = """{"severity":"LOW"}""" }, Cancel);
        await Sns.PublishAsync(new() { TopicArn = topic, Message = """{"severity":"HIGH"}""" }, Cancel);

        Assert.Equal(2, (await cloud.Messages(all)).Count);
        Assert.Equal("""{"severity":"HIGH"}""", Assert.Single(await cloud.Messages(some)).Body);
    }

    [Fact]
    public async Task Strangers_publish_only_where_the_policy_says_so()
    {
        var topic = await Topic();
        var member = cloud.Topics(cloud.Member);

        await Assert.ThrowsAsync<AuthorizationErrorException>(() => member.PublishAsync(new() { TopicArn = topic, Message = "x" }, Cancel));
        await Sns.SetTopicAttributesAsync(new()
        {
            TopicArn = topic,
            AttributeName = "Policy",
            AttributeValue = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sns:Publish","Resource":"{{{topic}}}","Condition":{"StringEquals":{"aws:PrincipalOrgID":"{{{cloud.Organization}}}"} } }]}""",
        }, Cancel);
        await member.PublishAsync(new() { TopicArn = topic, Message = "x" }, Cancel);
    }

    [Fact]
    public async Task EventBridge_publishes_only_where_the_policy_asks_for_no_condition()
    {
        var topic = await Topic();
        var (url, arn) = await cloud.Queue("told", "sns.amazonaws.com");
        await Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "sqs", Endpoint = arn }, Cancel);
        await cloud.Rule(cloud.Events(), "all", """{"source":["aws.guardduty"]}""", new() { Id = "topic", Arn = topic });
        await Allow(topic, $$$"""{"StringEquals":{"aws:SourceAccount":"{{{Management}}}"}}""");

        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", "{}");
        Assert.Empty(await cloud.Messages(url));

        await Allow(topic, "{}");
        cloud.Emit(Management, "eu-west-1", "aws.guardduty", "GuardDuty Finding", "{}");
        Assert.Single(await cloud.Messages(url));
    }

    [Fact]
    public async Task Making_a_topic_again_answers_the_same_unless_it_differs()
    {
        var topic = await Topic();

        Assert.Equal(topic, await Topic());
        await Assert.ThrowsAsync<InvalidParameterException>(() => Sns.CreateTopicAsync(new CreateTopicRequest { Name = "alerts", Attributes = new() { ["DisplayName"] = "Other" } }, Cancel));
        await Assert.ThrowsAsync<InvalidParameterException>(() => Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "email", Endpoint = "nobody" }, Cancel));
        await Assert.ThrowsAsync<InvalidParameterException>(() => Sns.SubscribeAsync(new() { TopicArn = topic, Protocol = "email", Endpoint = "a@example.com", Attributes = new() { ["RawMessageDelivery"] = "true" } }, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => Sns.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = topic + "2" }, Cancel));
        await Sns.DeleteTopicAsync(new DeleteTopicRequest { TopicArn = topic }, Cancel);
        await Sns.DeleteTopicAsync(new DeleteTopicRequest { TopicArn = topic }, Cancel);
    }

    private async Task<string> Topic() => (await Sns.CreateTopicAsync(new CreateTopicRequest { Name = "alerts" }, Cancel)).TopicArn;

    private async Task<List<Subscription>> Subscriptions(string topic) =>
        (await Sns.ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = topic }, Cancel)).Subscriptions ?? [];

    private Task Allow(string topic, string condition) => Sns.SetTopicAttributesAsync(new()
    {
        TopicArn = topic,
        AttributeName = "Policy",
        AttributeValue = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"{{{topic}}}","Condition":{{{condition}}}}]}""",
    }, Cancel);
}
