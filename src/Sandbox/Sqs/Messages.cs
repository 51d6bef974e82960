using System.Text;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sqs;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>Messages sent, received, kept hidden and deleted.</summary>
internal sealed partial class SqsSandbox
{
    private const int LargestBatch = 10;

    public override SendMessageResponse SendMessage(SendMessageRequest request, Call call)
    {
        var queue = Find(request.QueueUrl!, "SendMessage", call).Queue;
        var message = Put(queue, request.MessageBody!, request.MessageAttributes, request.DelaySeconds, call);
        return new SendMessageResponse { MessageId = message.Id, MD5OfMessageBody = Digest.Of(message.Body), MD5OfMessageAttributes = Digest.Of(message.Attributes) };
    }

    public override SendMessageBatchResponse SendMessageBatch(SendMessageBatchRequest request, Call call)
    {
        var queue = Find(request.QueueUrl!, "SendMessage", call).Queue;
        RequireBatch(request.Entries!.Select(entry => entry.Id!));
        if (request.Entries!.Sum(entry => Encoding.UTF8.GetByteCount(entry.MessageBody!)) > Number(queue, "MaximumMessageSize"))
        {
            throw new BatchRequestTooLongException("Batch requests cannot be longer than the queue's largest message.");
        }

        var sent = request.Entries!.Select(entry => (entry.Id, Message: Put(queue, entry.MessageBody!, entry.MessageAttributes, entry.DelaySeconds, call))).ToList();
        return new SendMessageBatchResponse
        {
            Successful = [.. sent.Select(each => new SendMessageBatchResultEntry { Id = each.Id, MessageId = each.Message.Id, MD5OfMessageBody = Digest.Of(each.Message.Body), MD5OfMessageAttributes = Digest.Of(each.Message.Attributes) })],
        };
    }

    /// <remarks>It never waits for messages: the sandbox runs one call at a time.</remarks>
    public override ReceiveMessageResponse ReceiveMessage(ReceiveMessageRequest request, Call call)
    {
        var (name, queue) = Find(request.QueueUrl!, "ReceiveMessage", call);
        if (request.MaxNumberOfMessages is < 1 or > LargestBatch)
        {
            throw new WireException("InvalidParameterValue", $"Value {request.MaxNumberOfMessages} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.", 400);
        }

        queue.Messages.RemoveAll(message => message.SentAt.AddSeconds(Number(queue, "MessageRetentionPeriod")) < world.Now);
        var received = new List<Message>();
        foreach (var message in queue.Messages.Where(message => message.VisibleAt <= world.Now).ToList())
        {
            if (received.Count < (request.MaxNumberOfMessages ?? 1) && !MovedToDeadLetters(queue, message))
            {
                message.Receives++;
                message.FirstReceivedAt ??= world.Now;
                message.VisibleAt = world.Now.AddSeconds(request.VisibilityTimeout ?? Number(queue, "VisibilityTimeout"));
                message.Receipt = $"{name.Name}.{world.Ids.Hex(32)}";
                received.Add(Shown(message, request));
            }
        }

        return new ReceiveMessageResponse { Messages = received.Count == 0 ? null : received };
    }

    public override DeleteMessageResponse DeleteMessage(DeleteMessageRequest request, Call call)
    {
        Delete(Find(request.QueueUrl!, "DeleteMessage", call), request.ReceiptHandle!);
        return new DeleteMessageResponse();
    }

    public override DeleteMessageBatchResponse DeleteMessageBatch(DeleteMessageBatchRequest request, Call call)
    {
        var found = Find(request.QueueUrl!, "DeleteMessage", call);
        RequireBatch(request.Entries!.Select(entry => entry.Id!));
        var answer = new DeleteMessageBatchResponse { Successful = [], Failed = [] };
        foreach (var entry in request.Entries!)
        {
            try
            {
                Delete(found, entry.ReceiptHandle!);
                answer.Successful.Add(new() { Id = entry.Id });
            }
            catch (ReceiptHandleIsInvalidException refusal)
            {
                answer.Failed.Add(new() { Id = entry.Id, Code = refusal.Code, Message = refusal.Message, SenderFault = true });
            }
        }

        return answer;
    }

    public override ChangeMessageVisibilityResponse ChangeMessageVisibility(ChangeMessageVisibilityRequest request, Call call)
    {
        var found = Find(request.QueueUrl!, "ChangeMessageVisibility", call);
        RequireHandle(found.Name, request.ReceiptHandle!);
        var message = found.Queue.Messages.Find(message => message.Receipt == request.ReceiptHandle && message.VisibleAt > world.Now)
            ?? throw new MessageNotInflightException("The message referred to is not in flight.");
        message.VisibleAt = world.Now.AddSeconds(request.VisibilityTimeout!.Value);
        return new ChangeMessageVisibilityResponse();
    }

    private StoredMessage Put(StoredQueue queue, string body, Dictionary<string, MessageAttributeValue>? attributes, int? delay, Call call)
    {
        if (body.Length == 0)
        {
            throw new WireException("MissingParameter", "The request must contain the parameter MessageBody.", 400);
        }

        if (Encoding.UTF8.GetByteCount(body) > Number(queue, "MaximumMessageSize"))
        {
            throw new WireException("InvalidParameterValue", $"One or more parameters are invalid. Reason: Message must be shorter than {Number(queue, "MaximumMessageSize")} bytes.", 400);
        }

        var kept = (attributes ?? []).ToDictionary(
            attribute => attribute.Key,
            attribute => new StoredMessageAttribute(attribute.Value.DataType!, attribute.Value.StringValue ?? Convert.ToBase64String(attribute.Value.BinaryValue ?? [])));
        return QueueDelivery.Add(world, queue, body, call.PrincipalId.Length > 0 ? call.PrincipalId : call.AccountId, kept, delay);
    }

    // A message goes to the dead letters when it would be received once more than allowed (Developer Guide, "Dead-letter queues").
    private bool MovedToDeadLetters(StoredQueue queue, StoredMessage message)
    {
        if (Redrive(queue.Attributes.GetValueOrDefault("RedrivePolicy")) is not { } redrive || message.Receives < redrive.Most || QueueName.OfArn(redrive.Arn)?.Find(world) is not { } dead)
        {
            return false;
        }

        queue.Messages.Remove(message);
        (message.VisibleAt, message.Receipt) = (world.Now, null);
        dead.Messages.Add(message);
        return true;
    }

    // Deleting with the handle of an earlier receipt is accepted, and deletes nothing: only the last one counts.
    private static void Delete((QueueName Name, StoredQueue Queue) found, string receipt)
    {
        RequireHandle(found.Name, receipt);
        found.Queue.Messages.RemoveAll(message => message.Receipt == receipt);
    }

    private static void RequireHandle(QueueName queue, string receipt)
    {
        if (!receipt.StartsWith(queue.Name + ".", StringComparison.Ordinal))
        {
            throw new ReceiptHandleIsInvalidException($"The input receipt handle \"{receipt}\" is not a valid receipt handle.");
        }
    }

    private static void RequireBatch(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        if (all.Count is 0 or > LargestBatch)
        {
            throw all.Count == 0
                ? new EmptyBatchRequestException("There should be at least one entry in the request.")
                : new TooManyEntriesInBatchRequestException($"Maximum number of entries per request are {LargestBatch}. You have sent {all.Count}.");
        }

        if (all.Distinct(StringComparer.Ordinal).Count() < all.Count)
        {
            throw new BatchEntryIdsNotDistinctException("Two or more batch entries in the request have the same Id.");
        }
    }

    private static Message Shown(StoredMessage message, ReceiveMessageRequest request)
    {
        var asked = (request.MessageSystemAttributeNames ?? []).Concat(request.AttributeNames ?? []).ToHashSet(StringComparer.Ordinal);
        var system = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SenderId"] = message.Sender,
            ["SentTimestamp"] = Text(message.SentAt.ToUnixTimeMilliseconds()),
            ["ApproximateReceiveCount"] = Text(message.Receives),
            ["ApproximateFirstReceiveTimestamp"] = Text(message.FirstReceivedAt!.Value.ToUnixTimeMilliseconds()),
        }.Where(attribute => asked.Contains("All") || asked.Contains(attribute.Key)).ToDictionary();
        var names = request.MessageAttributeNames ?? [];
        var attributes = message.Attributes.Where(attribute => names.Exists(name => name is "All" or ".*" || name == attribute.Key || (name.EndsWith(".*", StringComparison.Ordinal) && attribute.Key.StartsWith(name[..^2], StringComparison.Ordinal))))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        return new Message
        {
            MessageId = message.Id,
            ReceiptHandle = message.Receipt,
            Body = message.Body,
            MD5OfBody = Digest.Of(message.Body),
            Attributes = system.Count == 0 ? null : system,
            MessageAttributes = attributes.Count == 0 ? null : attributes.ToDictionary(attribute => attribute.Key, attribute => Shown(attribute.Value)),
            MD5OfMessageAttributes = Digest.Of(attributes),
        };
    }

    private static MessageAttributeValue Shown(StoredMessageAttribute attribute) => attribute.Type.StartsWith("Binary", StringComparison.Ordinal)
        ? new() { DataType = attribute.Type, BinaryValue = Convert.FromBase64String(attribute.Value) }
        : new() { DataType = attribute.Type, StringValue = attribute.Value };
}
