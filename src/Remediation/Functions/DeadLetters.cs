using Amazon.SQS.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>Where messages go that can never succeed, at once and with the reason: tried again and again, they would only hold up the others.</summary>
/// <param name="home">The queue's account and region.</param>
/// <param name="queue">Its name.</param>
internal sealed class DeadLetters(AwsSession home, string queue)
{
    // A few hundred characters say enough.
    private const int LongestReason = 500;

    // The attributes count towards the message's 1 MiB (SQS API Reference, SendMessage, from memory): what is longer than this is cut, or it could not be buried at all.
    private const int LongestBody = 1_000_000;

    private string? url;

    /// <summary>What it takes.</summary>
    public static IReadOnlyList<Need> Needs(string queue) => Bells.Needs(queue);

    /// <summary>Puts a message there.</summary>
    public async Task BuryAsync(SqsMessage message, Taken.Refused refused, CancellationToken cancellationToken)
    {
        url ??= (await home.Sqs.GetQueueUrlAsync(queue, cancellationToken)).QueueUrl;
        await home.Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = BodyOf(message.Body),
                MessageAttributes = new()
                {
                    ["code"] = Text(refused.Code),
                    ["why"] = Text(Redaction.Of(refused.Why)),
                    ["messageId"] = Text(message.MessageId),
                },
            },
            cancellationToken);
    }

    private static string BodyOf(string body)
    {
        if (body.Length == 0)
        {
            return "(empty)";
        }

        var utf8 = System.Text.Encoding.UTF8.GetBytes(body);
        if (utf8.Length <= LongestBody)
        {
            return body;
        }

        // Not in the middle of a character.
        var end = LongestBody;
        while ((utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return System.Text.Encoding.UTF8.GetString(utf8, 0, end);
    }

    // SQS takes no empty values, and of control characters only white space (SQS API Reference, MessageAttributeValue and SendMessage).
    private static MessageAttributeValue Text(string value)
    {
        var clean = string.Concat(value.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return new() { DataType = "String", StringValue = clean.Length == 0 ? "-" : clean[..Math.Min(clean.Length, LongestReason)] };
    }
}
