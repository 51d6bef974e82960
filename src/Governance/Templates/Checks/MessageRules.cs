namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of topics, queues and event buses.</summary>
internal static class MessageRules
{
    private const string Queue = "AWS::SQS::Queue";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("topics-encrypted", "AWS::SNS::Topic", (topic, told) => told.RequireAny(
            topic["KmsMasterKeyId"], $"topic {topic.Name} is not encrypted with KMS", "set KmsMasterKeyId to a key of ours")),
        new("topics-private", ["AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy"], (policy, told) => Statements.RefuseOpen(policy["PolicyDocument"], "the topic", told)),
        // SQS encrypts with a key of its own where nothing is said (SQS Developer Guide, "Encryption at rest", read in quotations, 2026-11).
        new("queues-encrypted", Queue, (queue, told) =>
        {
            if (queue["KmsMasterKeyId"].IsAbsent)
            {
                told.Refuse(queue["SqsManagedSseEnabled"], Told.IsFalse, $"queue {queue.Name} is not encrypted", "set SqsManagedSseEnabled: true, or KmsMasterKeyId");
            }
        }),
        new("queues-private", ["AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy"], (policy, told) => Statements.RefuseOpen(policy["PolicyDocument"], "the queue", told)),
        new("event-buses-private", ["AWS::Events::EventBus", "AWS::Events::EventBusPolicy"], EventBusPrivate),
        new("queues-dead-letters", Queue, (queue, told) =>
        {
            if (queue["RedrivePolicy"].IsAbsent && queue["RedriveAllowPolicy"].IsAbsent && !IsForDeadLetters(queue))
            {
                told.Fail(queue.Properties, $"queue {queue.Name} does not put aside what cannot be processed", "set RedrivePolicy with deadLetterTargetArn and maxReceiveCount");
            }
        }),
    ];

    private static void EventBusPrivate(Resource resource, Told told)
    {
        // A bus has a whole document; a policy beside it, one statement among its own properties.
        Statements.RefuseOpen(resource.Type == "AWS::Events::EventBus" ? resource["Policy"] : resource.Properties, "the event bus", told);
        // The older form has one principal, and a condition of its own (CloudFormation's reference of AWS::Events::EventBusPolicy, read in quotations, 2026-11).
        if (resource["Condition"]["Value"].IsAbsent)
        {
            told.Refuse(resource["Principal"], text => text == "*", "everybody may put events onto the event bus", "name the account in Principal, or add a Condition on aws:PrincipalOrgID");
        }
    }

    private static bool IsForDeadLetters(Resource queue) =>
        queue.World.Of(Queue).Any(other => queue.IsNamedBy(other["RedrivePolicy"]["deadLetterTargetArn"]))
        || queue.World.Of("AWS::Lambda::Function", "AWS::SNS::Subscription", "AWS::Events::Rule", "AWS::Serverless::Function", "AWS::Scheduler::Schedule", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping").Any(other =>
            queue.IsNamedBy(other["DeadLetterConfig"]["TargetArn"]) || queue.IsNamedBy(other["DeadLetterQueue"]["TargetArn"]) || queue.IsNamedBy(other["RedrivePolicy"]["deadLetterTargetArn"])
            || queue.IsNamedBy(other["Target"]["DeadLetterConfig"]["Arn"]) || queue.IsNamedBy(other["DestinationConfig"]["OnFailure"]["Destination"])
            || other["Targets"].Items.Any(target => queue.IsNamedBy(target["DeadLetterConfig"]["Arn"])));
}
