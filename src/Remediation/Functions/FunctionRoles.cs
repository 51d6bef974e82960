using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.StepFunctions;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>What is named in ARNs of the functions' own account: names, patterns, or parameters of a template.</summary>
internal sealed record FunctionNames
{
    /// <summary>The table.</summary>
    public required string Ledger { get; init; }

    /// <summary>The queue that the sweep rings at.</summary>
    public required string Queue { get; init; }

    /// <summary>The queue that the function takes from: each environment may have its own.</summary>
    public required string OwnQueue { get; init; }

    public required string DeadLetters { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required string Bus { get; init; }

    /// <summary>The role in the accounts, its path included.</summary>
    public required string MemberRole { get; init; }

    /// <summary>Handler → the function's name.</summary>
    public required IReadOnlyDictionary<string, string> Functions { get; init; }

    /// <summary>The state machine of the sweep.</summary>
    public required string SweepMachine { get; init; }

    /// <summary>The ARN of the bucket for what accounts answered.</summary>
    public required string Results { get; init; }

    /// <summary>Alias of the key of ledger and queues.</summary>
    public required string Key { get; init; }

    /// <summary>Alias of the key of the topics.</summary>
    public required string TopicsKey { get; init; }
}

/// <summary>What the roles need that the functions work with: in their own account, each as its handler calls; in the accounts, all that any control declares.</summary>
internal static class FunctionRoles
{
    // Lambda Developer Guide, "Using Lambda with Amazon SQS", execution role permissions, and AWSLambdaSQSQueueExecutionRole (remembered, 2026-11).
    private const string Polling = "Lambda takes the messages with the function's role";

    // Lambda Developer Guide, "Adding a dead-letter queue", and EventBridge Scheduler User Guide, "Configuring a dead-letter queue" (remembered, 2026-11).
    private const string Burying = "what could not be invoked goes to the dead letters with this role";

    // Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs" (remembered, 2026-11); the group is made by the template, so that nothing has the right to make one.
    private const string Logging = "Lambda writes the function's log with its role";

    private const string Machine = "Step Functions runs the state machine with this role";

    // Amazon SQS Developer Guide, "Amazon SQS Key management", read 2026-11: who sends needs both, who receives needs Decrypt. DynamoDB Developer Guide, "DynamoDB encryption at rest: how it
    // works": the table's key is decrypted in the caller's name. Amazon SNS Developer Guide, "Amazon SNS Key management", read 2026-11: who publishes needs both.
    private const string Encrypted = "queues, table and topics are encrypted with a customer's key, which AWS uses in the caller's name";

    /// <summary>Roles by name: the handlers', <c>scheduler</c>, and <see cref="Member"/> and <see cref="Management"/> in the accounts.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Need>> Of(FunctionNames names) => new Dictionary<string, IReadOnlyList<Need>>(StringComparer.Ordinal)
    {
        ["remediate"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.Needs, .. LedgerTable.Working(names.Ledger), .. Notifier.Needs(names.Topics), .. DeadLetters.Needs(names.DeadLetters), .. Intake.Needs,
            .. Polls(names.OwnQueue), .. Logs(names.Functions["remediate"]), .. Keys(names.Key, names.TopicsKey),
        ],
        ["evaluate"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.Needs,
            .. Buries(names.DeadLetters), .. Logs(names.Functions["evaluate"]), .. Keys(names.Key),
        ],
        ["sweep"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.ListNeeds, .. ComplianceAggregator.Needs, .. LedgerTable.Reading(names.Ledger), .. LedgerTable.Stamping(names.Ledger),
            .. Notifier.Needs(names.Topics), .. Bells.Needs(names.Queue),
            .. Buries(names.DeadLetters), .. Logs(names.Functions["sweep"]), .. Keys(names.Key, names.TopicsKey),
        ],
        ["vended"] =
        [
            .. Roster.Needs, .. VendedFunction.Needs(names.Bus), .. LedgerTable.Stamping(names.Ledger), .. Notifier.Needs(names.Topics),
            .. Buries(names.DeadLetters), .. Logs(names.Functions["vended"]), .. Keys(names.Key, names.TopicsKey),
        ],
        ["scheduler"] =
        [
            new("lambda:InvokeFunction", $"arn:{{partition}}:lambda:{{region}}:{{account}}:function:{names.Functions["sweep"]}") { Because = "EventBridge Scheduler invokes the sweep with this role" },
            .. Buries(names.DeadLetters), .. Keys(names.Key),
        ],
        // Beside the sweep's, where Step Functions calls it step by step.
        ["sweep-by-steps"] = [.. Roster.Needs, .. MapResults.Needs(names.Results, "sweep")],
        ["sweep-machine"] = Mapping(names),
        ["scale-scheduler"] =
        [
            Of("states:StartExecution", $"arn:{{partition}}:states:{{region}}:{{account}}:stateMachine:{names.SweepMachine}", "EventBridge Scheduler starts the state machine with this role"),
            .. Buries(names.DeadLetters), .. Keys(names.Key),
        ],
    };

    // Step Functions Developer Guide, "IAM policies for using Distributed Map states" and "Logging in CloudWatch Logs"; of logs' deliveries the Service Authorization Reference knows no resource;
    // read 2026-11.
    private static IReadOnlyList<Need> Mapping(FunctionNames names) =>
    [
        Of("lambda:InvokeFunction", $"arn:{{partition}}:lambda:{{region}}:{{account}}:function:{names.Functions["sweep"]}", Machine),
        Of("states:StartExecution", $"arn:{{partition}}:states:{{region}}:{{account}}:stateMachine:{names.SweepMachine}", Machine),
        .. ((string[])["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"])
            .Select(action => Of(action, $"arn:{{partition}}:states:{{region}}:{{account}}:execution:{names.SweepMachine}*:*", Machine)),
        .. ((string[])["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]).Select(action => Of(action, $"{names.Results}/sweep/*", Machine)),
        .. ((string[])[
            "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries",
            "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
        ]).Select(action => Of(action, "*", Machine)),
        .. Keys(names.Key),
    ];

    private static Need Of(string action, string resource, string why) => new(action, resource) { Because = why };

    /// <summary>The role in a member account: what every control reads, writes and lists, cut down by the session's policy to one control and one resource each time.</summary>
    public static IReadOnlyList<Need> Member { get; } = InAccounts(AllRemediations.List.Where(remediation => !ResourceTypes.IsOrganization(remediation.ResourceType)));

    /// <summary>The same role in the management account, where the organization's own controls are looked at too.</summary>
    public static IReadOnlyList<Need> Management { get; } = InAccounts(AllRemediations.List);

    private static IReadOnlyList<Need> InAccounts(IEnumerable<Remediations.Remediation> remediations) =>
        [.. remediations.SelectMany(remediation => remediation.Reads.Concat(remediation.Writes).Concat(remediation.Lists)).Concat(EvaluateFunction.MemberNeeds).Distinct()];

    private static IEnumerable<Need> Polls(string queue) => ((string[])["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])
        .Select(action => new Need(action, $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}") { Because = Polling });

    private static IEnumerable<Need> Buries(string queue) => [new("sqs:SendMessage", $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}") { Because = Burying }];

    private static IEnumerable<Need> Logs(string function) => ((string[])["logs:CreateLogStream", "logs:PutLogEvents"])
        .Select(action => new Need(action, $"arn:{{partition}}:logs:{{region}}:{{account}}:log-group:/aws/lambda/{function}:log-stream:*") { Because = Logging });

    private static IEnumerable<Need> Keys(params IReadOnlyList<string> aliases) => ((string[])["kms:Decrypt", "kms:GenerateDataKey"])
        .Select(action => new Need(action, "arn:{partition}:kms:{region}:{account}:key/*")
        {
            Only = new("ForAnyValue:StringEquals", "kms:ResourceAliases", aliases),
            Because = Encrypted,
        });
}
