using System.Globalization;
using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>Messages put into queues, by callers and by services alike.</summary>
internal static class QueueDelivery
{
    /// <summary>A service sends to a queue; the answer is what it failed on, as EventBridge names it, or null.</summary>
    public static string? Send(World world, string queueArn, string body, Asker service, IReadOnlyDictionary<string, StoredMessageAttribute>? attributes = null)
    {
        if (QueueName.OfArn(queueArn) is not { } name || name.Find(world) is not { } queue)
        {
            return "SQS_QUEUE_NOT_FOUND";
        }

        if (!ResourcePolicy.Allows(queue.Attributes.GetValueOrDefault("Policy"), service, "sqs:SendMessage", queueArn))
        {
            return "NO_PERMISSIONS";
        }

        Add(world, queue, body, service.Service!, attributes ?? new Dictionary<string, StoredMessageAttribute>(), null);
        return null;
    }

    /// <summary>Puts a message into a queue.</summary>
    public static StoredMessage Add(World world, StoredQueue queue, string body, string sender, IReadOnlyDictionary<string, StoredMessageAttribute> attributes, int? delaySeconds)
    {
        var delay = delaySeconds ?? int.Parse(queue.Attributes.GetValueOrDefault("DelaySeconds", "0"), CultureInfo.InvariantCulture);
        var message = new StoredMessage
        {
            Id = world.Ids.Uuid(),
            Body = body,
            SentAt = world.Now,
            Sender = sender,
            VisibleAt = world.Now.AddSeconds(delay),
            Attributes = new(new Dictionary<string, StoredMessageAttribute>(attributes), StringComparer.Ordinal),
        };
        queue.Messages.Add(message);
        return message;
    }
}
