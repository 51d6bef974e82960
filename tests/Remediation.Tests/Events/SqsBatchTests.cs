using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Batches of messages, and the answer to them.</summary>
public sealed class SqsBatchTests
{
    private const string Queue = "arn:aws:sqs:eu-west-2:111122223333:doorbells";

    [Fact]
    public void A_batch_gives_every_message_with_its_history()
    {
        Assert.True(SqsBatch.TryRead(Batch(Record("m-1", "body"), Record("m-2", "{")), out var messages, out _));

        Assert.Equal([("m-1", "body", 3, Queue), ("m-2", "{", 3, Queue)], messages.Select(each => (each.MessageId, each.Body, each.ReceiveCount, each.QueueArn!)));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_764_126_000_000), messages[0].SentAt);
    }

    [Fact]
    public void A_body_comes_out_as_it_went_in()
    {
        var sent = Bytes("config-rules-compliance-change-NON_COMPLIANT");

        Assert.True(SqsBatch.TryRead(Batch(Record("m-1", Encoding.UTF8.GetString(sent))), out var messages, out _));

        Assert.Equal(sent, Encoding.UTF8.GetBytes(messages[0].Body));
    }

    [Fact]
    public void A_message_without_a_body_or_history_does_not_take_the_others_with_it()
    {
        Assert.True(SqsBatch.TryRead(Batch(new() { ["messageId"] = "m-1", ["attributes"] = 7, ["body"] = 8 }, Record("m-2", "x")), out var messages, out _));

        Assert.Equal([("", 1), ("x", 3)], messages.Select(each => (each.Body, each.ReceiveCount)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("""{"Records":[7]}""")]
    [InlineData("""{"Records":[{"body":"x"}]}""")]
    public void What_cannot_be_answered_by_message_is_refused_as_a_whole(string batch)
    {
        Assert.False(SqsBatch.TryRead(Encoding.UTF8.GetBytes(batch), out _, out var refused));
        Assert.Equal(Refusals.Malformed, refused.Code);
    }

    [Fact]
    public void The_answer_names_the_messages_that_shall_come_again()
    {
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-3"}]}""", Encoding.UTF8.GetString(SqsBatch.Failures(["m-1", "m-3"])));
        Assert.Equal("""{"batchItemFailures":[]}""", Encoding.UTF8.GetString(SqsBatch.Failures([])));
    }

    private static JsonObject Record(string id, string body) => new()
    {
        ["messageId"] = id,
        ["receiptHandle"] = "h",
        ["body"] = body,
        ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "3", ["SentTimestamp"] = "1764126000000" },
        ["eventSource"] = "aws:sqs",
        ["eventSourceARN"] = Queue,
        ["awsRegion"] = "eu-west-2",
    };

    private static byte[] Batch(params JsonObject[] records) => Encoding.UTF8.GetBytes(new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString());
}
