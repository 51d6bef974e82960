using Amazon.SQS;
using Amazon.SQS.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.Alerts.AlertCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Alerts;

public sealed class QueueTests : IAsyncLifetime
{
    private AlertCloud cloud = null!;

    private IAmazonSQS Sqs => cloud.Queues();

    public async ValueTask InitializeAsync() => cloud = await Create();

    public ValueTask DisposeAsync()
    {
        cloud.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_is_hidden_while_it_is_worked_on_and_comes_back_unless_it_is_deleted()
    {
        var url = await Queue("work");
        await Sqs.SendMessageAsync(new() { QueueUrl = url, MessageBody = "do it" }, Cancel);

        Assert.Equal("do it", Assert.Single(await cloud.Messages(url)).Body);
        Assert.Empty(await cloud.Messages(url));
        cloud.Time.Advance(TimeSpan.FromSeconds(31));
        var again = Assert.Single(await cloud.Messages(url));
        await Sqs.DeleteMessageAsync(new() { QueueUrl = url, ReceiptHandle = again.ReceiptHandle }, Cancel);
        cloud.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Empty(await cloud.Messages(url));
    }

    [Fact]
    public async Task What_is_received_too_often_goes_to_the_dead_letters()
    {
        var dead = await Queue("dead");
        var url = await Queue("work", new() { ["VisibilityTimeout"] = "1", ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:{{Management}}:dead","maxReceiveCount":2}""" });
        await Sqs.SendMessageAsync(new() { QueueUrl = url, MessageBody = "poison" }, Cancel);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Single(await cloud.Messages(url));
            cloud.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Empty(await cloud.Messages(url));
        Assert.Equal("poison", Assert.Single(await cloud.Messages(dead)).Body);
    }

    [Fact]
    public async Task Batches_are_answered_entry_by_entry()
    {
        var url = await Queue("work");
        await Sqs.SendMessageBatchAsync(new() { QueueUrl = url, Entries = [new() { Id = "a", MessageBody = "1" }, new() { Id = "b", MessageBody = "2" }] }, Cancel);
        var received = await cloud.Messages(url);

        var deleted = await Sqs.DeleteMessageBatchAsync(new() { QueueUrl = url, Entries = [new() { Id = "a", ReceiptHandle = received[0].ReceiptHandle }, new() { Id = "b", ReceiptHandle = "nonsense" }] }, Cancel);

        Assert.Equal("a", Assert.Single(deleted.Successful).Id);
        Assert.Equal("b", Assert.Single(deleted.Failed).Id);
        await Assert.ThrowsAsync<EmptyBatchRequestException>(() => Sqs.SendMessageBatchAsync(new() { QueueUrl = url, Entries = [] }, Cancel));
    }

    [Fact]
    public async Task Making_a_queue_again_answers_the_same_unless_it_differs_and_not_within_a_minute_of_its_end()
    {
        var url = await Queue("work");

        Assert.Equal(url, await Queue("work"));
        await Assert.ThrowsAsync<QueueNameExistsException>(() => Queue("work", new() { ["VisibilityTimeout"] = "5" }));
        await Assert.ThrowsAsync<InvalidAttributeNameException>(() => Queue("other", new() { ["Colour"] = "red" }));
        await Sqs.DeleteQueueAsync(new DeleteQueueRequest { QueueUrl = url }, Cancel);
        await Assert.ThrowsAsync<QueueDeletedRecentlyException>(() => Queue("work"));
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => cloud.Messages(url));
        cloud.Time.Advance(TimeSpan.FromSeconds(61));
        await Queue("work");
    }

    [Fact]
    public async Task Other_accounts_need_the_queue_s_policy()
    {
        var url = await Queue("work");

        var refused = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => cloud.Queues(cloud.Member).SendMessageAsync(new() { QueueUrl = url, MessageBody = "x" }, Cancel));

        Assert.Equal("AccessDenied", refused.ErrorCode);
    }

    private async Task<string> Queue(string name, Dictionary<string, string>? attributes = null) =>
        (await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes }, Cancel)).QueueUrl;
}
