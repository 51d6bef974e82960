using SecretScoops.Governance.Sandbox.Sqs;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>Topics and queues. (Config Developer Guide, list of managed rules, from memory, 2026-11.)</summary>
internal sealed class MessagingChecks : IConfigCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers => ["SNS_ENCRYPTED_KMS", "SNS_TOPIC_NO_PUBLIC_ACCESS", "SQS_QUEUE_NO_PUBLIC_ACCESS", "SQS_QUEUE_DLQ_CHECK"];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request) => request.Identifier switch
    {
        "SNS_ENCRYPTED_KMS" => Topics(request, attributes => attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 }),
        "SNS_TOPIC_NO_PUBLIC_ACCESS" => Topics(request, attributes => !PublicPolicy.IsPublic(attributes.GetValueOrDefault("Policy"))),
        "SQS_QUEUE_NO_PUBLIC_ACCESS" => Queues(request, attributes => !PublicPolicy.IsPublic(attributes.GetValueOrDefault("Policy"))),
        _ => Queues(request, attributes => attributes.GetValueOrDefault("RedrivePolicy") is { Length: > 0 }),
    };

    private static IEnumerable<CheckedResource> Topics(CheckRequest request, Func<IReadOnlyDictionary<string, string>, bool> passes) => (request.There.Sns?.Topics ?? [])
        .Select(t => new CheckedResource("AWS::SNS::Topic", $"arn:aws:sns:{request.Region}:{request.Account.Id}:{t.Key}", passes(t.Value.Attributes), $"The topic does not pass {request.Identifier}."));

    private static IEnumerable<CheckedResource> Queues(CheckRequest request, Func<IReadOnlyDictionary<string, string>, bool> passes) => (request.There.Sqs?.Queues ?? [])
        .Select(q => new CheckedResource("AWS::SQS::Queue", new QueueName(request.Account.Id, request.Region, q.Key).Url, passes(q.Value.Attributes), $"The queue does not pass {request.Identifier}."));
}
