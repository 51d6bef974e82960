using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sqs;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>Attributes of queues: AWS's defaults, and what values they take.</summary>
internal sealed partial class SqsSandbox
{
    // Defaults and bounds: API Reference, SetQueueAttributes. The largest message is 1 MiB since 2025-08.
    private static readonly Dictionary<string, (string Default, int Least, int Most)> numbers = new(StringComparer.Ordinal)
    {
        ["DelaySeconds"] = ("0", 0, 900),
        ["MaximumMessageSize"] = ("1048576", 1_024, 1_048_576),
        ["MessageRetentionPeriod"] = ("345600", 60, 1_209_600),
        ["ReceiveMessageWaitTimeSeconds"] = ("0", 0, 20),
        ["VisibilityTimeout"] = ("30", 0, 43_200),
        ["KmsDataKeyReusePeriodSeconds"] = ("300", 60, 86_400),
    };

    private static readonly string[] texts = ["Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled"];

    public override GetQueueAttributesResponse GetQueueAttributes(GetQueueAttributesRequest request, Call call)
    {
        var (name, queue) = Find(request.QueueUrl!, "GetQueueAttributes", call);
        var asked = request.AttributeNames ?? [];
        var all = All(name, queue);
        if (asked.Find(each => each != "All" && !IsKnown(each) && !all.ContainsKey(each)) is { } unknown)
        {
            throw new InvalidAttributeNameException($"Unknown Attribute {unknown}.");
        }

        var told = all.Where(attribute => asked.Contains("All") || asked.Contains(attribute.Key)).ToDictionary();
        return new GetQueueAttributesResponse { Attributes = told.Count == 0 ? null : told };
    }

    public override SetQueueAttributesResponse SetQueueAttributes(SetQueueAttributesRequest request, Call call)
    {
        var queue = Find(request.QueueUrl!, "SetQueueAttributes", call).Queue;
        foreach (var (key, value) in Checked(request.Attributes!))
        {
            // An empty text takes an attribute away.
            _ = value.Length == 0 ? queue.Attributes.Remove(key) : (queue.Attributes[key] = value).Length > 0;
        }

        // One encryption replaces the other (Developer Guide, "Encryption at rest").
        if (request.Attributes!.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 })
        {
            queue.Attributes["SqsManagedSseEnabled"] = "false";
        }
        else if (request.Attributes!.GetValueOrDefault("SqsManagedSseEnabled") == "true")
        {
            queue.Attributes.Remove("KmsMasterKeyId");
        }

        queue.ModifiedAt = world.Now;
        return new SetQueueAttributesResponse();
    }

    private Dictionary<string, string> All(QueueName name, StoredQueue queue)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["QueueArn"] = name.Arn, ["SqsManagedSseEnabled"] = Value(queue, "SqsManagedSseEnabled") };
        foreach (var (key, number) in numbers)
        {
            if (key != "KmsDataKeyReusePeriodSeconds" || queue.Attributes.ContainsKey("KmsMasterKeyId"))
            {
                all[key] = queue.Attributes.GetValueOrDefault(key, number.Default);
            }
        }

        foreach (var (key, value) in queue.Attributes)
        {
            all[key] = value;
        }

        var (delayed, flying) = (queue.Messages.Count(message => message.VisibleAt > world.Now && message.Receives == 0), queue.Messages.Count(message => message.VisibleAt > world.Now && message.Receives > 0));
        all["ApproximateNumberOfMessages"] = Text(queue.Messages.Count - delayed - flying);
        all["ApproximateNumberOfMessagesDelayed"] = Text(delayed);
        all["ApproximateNumberOfMessagesNotVisible"] = Text(flying);
        all["CreatedTimestamp"] = Text(queue.CreatedAt.ToUnixTimeSeconds());
        all["LastModifiedTimestamp"] = Text(queue.ModifiedAt.ToUnixTimeSeconds());
        return all;
    }

    private static bool IsKnown(string name) => numbers.ContainsKey(name) || texts.Contains(name, StringComparer.Ordinal);

    private static string Value(StoredQueue queue, string name) => queue.Attributes.GetValueOrDefault(
        name, numbers.TryGetValue(name, out var number) ? number.Default : name == "SqsManagedSseEnabled" ? "true" : "");

    private static int Number(StoredQueue queue, string name) => int.Parse(Value(queue, name), CultureInfo.InvariantCulture);

    private static SortedDictionary<string, string> Checked(Dictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (!IsKnown(name))
            {
                throw new InvalidAttributeNameException($"Unknown Attribute {name}.");
            }

            if (value.Length > 0 && !IsValid(name, value))
            {
                throw new InvalidAttributeValueException($"Invalid value for the parameter {name}.");
            }
        }

        return new(attributes, StringComparer.Ordinal);
    }

    private static bool IsValid(string name, string value) => name switch
    {
        "SqsManagedSseEnabled" => value is "true" or "false",
        "Policy" => PolicyDocument.TryParse(value, out _, out _),
        "RedrivePolicy" => Redrive(value) is { Most: >= 1 and <= 1_000 } redrive && QueueName.OfArn(redrive.Arn) is not null,
        _ => !numbers.TryGetValue(name, out var number) || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= number.Least && count <= number.Most),
    };

    /// <summary>Where messages go that were received too often, and how often that is; null where nothing says so.</summary>
    private static (string Arn, int Most)? Redrive(string? policy)
    {
        if (policy is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(policy);
            // The console writes the count as a number, and older tools as a text.
            var most = json.RootElement.GetProperty("maxReceiveCount");
            return (json.RootElement.GetProperty("deadLetterTargetArn").GetString() ?? "", int.Parse(most.ToString(), CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
