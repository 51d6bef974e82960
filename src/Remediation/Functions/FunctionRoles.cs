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

    /// <summary>State machines that are started by schedules, the sweep's among them.</summary>
    public required IReadOnlyList<string> ScheduledMachines { get; init; }

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

    /// <summary>Roles by name: the handlers', <c>scheduler</c>, and <see cref="Member"/> and <see cref="Management"/> in the accounts.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Need>> Of(FunctionNames names) => new Dictionary<string, IReadOnlyList<Need>>(StringComparer.Ordinal)
    {
        ["remediate"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.Needs, .. LedgerTable.Working(names.Ledger), .. Notifier.Needs(names.Topics), .. DeadLetters.Needs(names.DeadLetters), .. Intake.Needs,
            .. Polls(names.OwnQueue), .. ServiceRights.Log(names.Functions["remediate"]), .. ServiceRights.Keys(names.Key, names.TopicsKey),
        ],
        ["evaluate"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.Needs,
            .. Buries(names.DeadLetters), .. ServiceRights.Log(names.Functions["evaluate"]), .. ServiceRights.Keys(names.Key),
        ],
        ["sweep"] =
        [
            .. Rights.Needs(names.MemberRole), .. Roster.ListNeeds, .. ComplianceAggregator.Needs, .. LedgerTable.Reading(names.Ledger), .. LedgerTable.Stamping(names.Ledger),
            .. Notifier.Needs(names.Topics), .. Bells.Needs(names.Queue),
            .. Buries(names.DeadLetters), .. ServiceRights.Log(names.Functions["sweep"]), .. ServiceRights.Keys(names.Key, names.TopicsKey),
        ],
        ["vended"] =
        [
            .. Roster.Needs, .. VendedFunction.Needs(names.Bus), .. LedgerTable.Stamping(names.Ledger), .. Notifier.Needs(names.Topics),
            .. Buries(names.DeadLetters), .. ServiceRights.Log(names.Functions["vended"]), .. ServiceRights.Keys(names.Key, names.TopicsKey),
        ],
        ["scheduler"] =
        [
            new("lambda:InvokeFunction", $"arn:{{partition}}:lambda:{{region}}:{{account}}:function:{names.Functions["sweep"]}") { Because = "EventBridge Scheduler invokes the sweep with this role" },
            .. Buries(names.DeadLetters), .. ServiceRights.Keys(names.Key),
        ],
        // Beside the sweep's, where Step Functions calls it step by step.
        ["sweep-by-steps"] = [.. Roster.Needs, .. MapResults.Needs(names.Results, "sweep")],
        ["sweep-machine"] = ServiceRights.StateMachine(names.SweepMachine, names.Functions["sweep"], $"{names.Results}/sweep", names.Key),
        ["scale-scheduler"] =
        [
            .. names.ScheduledMachines.Select(machine =>
                new Need("states:StartExecution", $"arn:{{partition}}:states:{{region}}:{{account}}:stateMachine:{machine}") { Because = "EventBridge Scheduler starts the state machine with this role" }),
            .. Buries(names.DeadLetters), .. ServiceRights.Keys(names.Key),
        ],
    };

    /// <summary>The role in a member account: what every control reads, writes and lists, cut down by the session's policy to one control and one resource each time.</summary>
    public static IReadOnlyList<Need> Member { get; } = InAccounts(AllRemediations.List.Where(remediation => !ResourceTypes.IsOrganization(remediation.ResourceType)));

    /// <summary>The same role in the management account, where the organization's own controls are looked at too.</summary>
    public static IReadOnlyList<Need> Management { get; } = InAccounts(AllRemediations.List);

    private static IReadOnlyList<Need> InAccounts(IEnumerable<Remediations.Remediation> remediations) =>
        [.. remediations.SelectMany(remediation => remediation.Reads.Concat(remediation.Writes).Concat(remediation.Lists)).Concat(EvaluateFunction.MemberNeeds).Distinct()];

    private static IEnumerable<Need> Polls(string queue) => ((string[])["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])
        .Select(action => new Need(action, $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}") { Because = Polling });

    private static IEnumerable<Need> Buries(string queue) => [new("sqs:SendMessage", $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}") { Because = Burying }];
}
