using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sqs;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>Queues made, found, emptied, tagged and deleted.</summary>
internal sealed partial class SqsSandbox
{
    // API Reference, DeleteQueue: a name can be used again after 60 seconds.
    private static readonly TimeSpan rest = TimeSpan.FromSeconds(60);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex NamePattern { get; }

    public override CreateQueueResponse CreateQueue(CreateQueueRequest request, Call call)
    {
        var (own, name) = (Own(call), request.QueueName!);
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw NotOffered(SqsSchemas.CreateQueue);
        }

        if (!NamePattern.IsMatch(name))
        {
            throw new WireException("InvalidParameterValue", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length", 400);
        }

        var asked = Checked(request.Attributes ?? []);
        var url = new QueueName(call.AccountId, call.Region, name).Url;
        if (own.Queues.TryGetValue(name, out var present))
        {
            return asked.All(attribute => Value(present, attribute.Key) == attribute.Value)
                ? new CreateQueueResponse { QueueUrl = url }
                : throw new QueueNameExistsException("A queue already exists with the same name and a different value for attribute " + asked.First(attribute => Value(present, attribute.Key) != attribute.Value).Key);
        }

        if (own.Deleted.TryGetValue(name, out var deleted) && world.Now < deleted + rest)
        {
            throw new QueueDeletedRecentlyException("You must wait 60 seconds after deleting a queue before you can create another with the same name.");
        }

        own.Deleted.Remove(name);
        own.Queues[name] = new StoredQueue { CreatedAt = world.Now, ModifiedAt = world.Now, Attributes = asked, Tags = new(request.Tags ?? [], StringComparer.Ordinal) };
        return new CreateQueueResponse { QueueUrl = url };
    }

    public override GetQueueUrlResponse GetQueueUrl(GetQueueUrlRequest request, Call call)
    {
        var name = new QueueName(request.QueueOwnerAWSAccountId ?? call.AccountId, call.Region, request.QueueName!);
        return new GetQueueUrlResponse { QueueUrl = Find(name.Url, "GetQueueUrl", call).Name.Url };
    }

    public override ListQueuesResponse ListQueues(ListQueuesRequest request, Call call)
    {
        var names = Own(call).Queues.Keys.Where(name => name.StartsWith(request.QueueNamePrefix ?? "", StringComparison.Ordinal));
        var (queues, next) = pages.Cut(names.Select(name => new QueueName(call.AccountId, call.Region, name).Url), request.MaxResults, request.NextToken);
        // Without MaxResults the list ends after a thousand, and no token is given.
        return new ListQueuesResponse { QueueUrls = queues.Count == 0 ? null : queues, NextToken = next };
    }

    public override DeleteQueueResponse DeleteQueue(DeleteQueueRequest request, Call call)
    {
        var (name, _) = Find(request.QueueUrl!, "DeleteQueue", call);
        var owner = world.Region(name.AccountId, name.Region).Sqs!;
        owner.Queues.Remove(name.Name);
        owner.Deleted[name.Name] = world.Now;
        return new DeleteQueueResponse();
    }

    public override PurgeQueueResponse PurgeQueue(PurgeQueueRequest request, Call call)
    {
        Find(request.QueueUrl!, "PurgeQueue", call).Queue.Messages.Clear();
        return new PurgeQueueResponse();
    }

    public override TagQueueResponse TagQueue(TagQueueRequest request, Call call)
    {
        var queue = Find(request.QueueUrl!, "TagQueue", call).Queue;
        foreach (var (key, value) in request.Tags!)
        {
            queue.Tags[key] = value;
        }

        return new TagQueueResponse();
    }

    public override UntagQueueResponse UntagQueue(UntagQueueRequest request, Call call)
    {
        var queue = Find(request.QueueUrl!, "UntagQueue", call).Queue;
        request.TagKeys!.ForEach(key => queue.Tags.Remove(key));
        return new UntagQueueResponse();
    }

    public override ListQueueTagsResponse ListQueueTags(ListQueueTagsRequest request, Call call)
    {
        var tags = Find(request.QueueUrl!, "ListQueueTags", call).Queue.Tags;
        return new ListQueueTagsResponse { Tags = tags.Count == 0 ? null : new(tags) };
    }
}
