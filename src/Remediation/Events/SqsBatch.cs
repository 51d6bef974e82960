using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>One message of a batch.</summary>
internal sealed record SqsMessage
{
    /// <summary>What a failure is reported by.</summary>
    public required string MessageId { get; init; }

    /// <summary>What was sent; empty when it is missing, which then is this message's fault alone.</summary>
    public required string Body { get; init; }

    /// <summary>How often it was received, this time included; 1 when SQS does not say.</summary>
    public required int ReceiveCount { get; init; }

    /// <summary>When it was sent; null when SQS does not say.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The queue, for the dead letters' path back.</summary>
    public string? QueueArn { get; init; }
}

/// <summary>What the event source mapping hands to a function, and what it wants back, with ReportBatchItemFailures.</summary>
/// <remarks>Lambda Developer Guide, "Using Lambda with Amazon SQS": an empty list is success of all, an id that is not in the batch makes all of them come again.</remarks>
internal static class SqsBatch
{
    /// <summary>Every message of the batch; one that is odd in itself comes through, so that it cannot take the others with it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> invocation, out IReadOnlyList<SqsMessage> messages, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        messages = [];
        if (!JsonBody.TryRead(invocation, "the batch", out var root, out refused))
        {
            return false;
        }

        var batch = Fields.Of(root, "batch");
        messages = [.. batch.NeedObjects("Records").Select(Message)];
        refused = batch.Refusal;
        return refused is null;
    }

    /// <summary>The answer: these messages come again, the others are done.</summary>
    public static byte[] Failures(IEnumerable<string> messageIds)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("batchItemFailures");
            foreach (var id in messageIds)
            {
                writer.WriteStartObject();
                writer.WriteString("itemIdentifier", id);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static SqsMessage Message(Fields record) => new()
    {
        MessageId = record.Need("messageId"),
        Body = record.Element.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString()! : "",
        ReceiveCount = Number(record, "ApproximateReceiveCount") is > 0 and <= int.MaxValue and var count ? (int)count : 1,
        SentAt = Number(record, "SentTimestamp") is >= 0 and <= 253_402_300_799_999 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
        QueueArn = Paths.Text(record.Element, "eventSourceARN"),
    };

    private static long? Number(Fields record, string attribute) =>
        long.TryParse(Paths.Text(record.Element, $"attributes.{attribute}"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
