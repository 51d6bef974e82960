using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>One way in which a resource comes to break a control. Each remediation has at least one; together they make every call that it declares.</summary>
internal abstract class Scenario
{
    /// <summary>Whose control.</summary>
    public abstract string Control { get; }

    /// <summary>What is broken, for the test's name.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// What moto keeps that the fix changes, as its data view names it: <c>s3/PublicAccessBlock</c>. Anything else in any account may not differ afterwards.
    /// </summary>
    public abstract IReadOnlyList<string> Changes { get; }

    /// <summary>How many things of one sort the fix changes.</summary>
    public virtual int ChangedOfASort => 1;

    /// <summary>False where AWS gives no way back: then an undo must be refused, and say why.</summary>
    public virtual bool CanBeUndone => true;

    /// <summary>False where nobody can mend it in place, or not this case: then it must be told of, and nothing may be written.</summary>
    public virtual bool CanBeFixed => true;

    /// <summary>Whether it happens in the management account: the organization is broken there.</summary>
    public virtual bool InManagementAccount => false;

    /// <summary>What the policies ask, over the default's; for parameters that name resources.</summary>
    public virtual IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>();

    /// <summary>What answers a call that moto lacks, by service and what was asked; null leaves it to moto.</summary>
    public virtual string? Answer(string service, string asked) => null;

    /// <summary>Where the control has several types, and the remediation's first is not meant.</summary>
    public virtual string? ResourceType => null;

    /// <summary>Makes the resource, with neighbours that must stay as they are, and breaks it.</summary>
    /// <returns>The resource's id, as an event names it.</returns>
    public abstract Task<string> BreakAsync(AwsSession member, CancellationToken cancel);

    /// <summary>The event that rings; a Config rule's changed compliance where the scenario does not say.</summary>
    public virtual string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "Config Rules Compliance Change",
        ["source"] = "aws.config",
        ["account"] = accountId,
        ["time"] = "2026-11-26T03:00:00Z",
        ["region"] = region,
        ["resources"] = new JsonArray(),
        ["detail"] = new JsonObject
        {
            ["resourceId"] = resourceId,
            ["awsRegion"] = region,
            ["awsAccountId"] = accountId,
            ["configRuleName"] = remediation.Control,
            ["recordVersion"] = "1.0",
            ["configRuleARN"] = $"arn:aws:config:{region}:{accountId}:config-rule/config-rule-abcdef",
            ["messageType"] = "ComplianceChangeNotification",
            ["newEvaluationResult"] = Evaluation(remediation, resourceId, "NON_COMPLIANT"),
            ["notificationCreationTime"] = "2026-11-26T03:00:00.000Z",
            ["resourceType"] = ResourceType ?? remediation.ResourceType,
        },
    }.ToJsonString();

    private JsonObject Evaluation(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string compliance) => new()
    {
        ["evaluationResultIdentifier"] = new JsonObject
        {
            ["evaluationResultQualifier"] = new JsonObject { ["configRuleName"] = remediation.Control, ["resourceType"] = ResourceType ?? remediation.ResourceType, ["resourceId"] = resourceId },
            ["orderingTimestamp"] = "2026-11-26T02:59:50.000Z",
        },
        ["complianceType"] = compliance,
        ["resultRecordedTime"] = "2026-11-26T02:59:59.000Z",
        ["configRuleInvokedTime"] = "2026-11-26T02:59:58.000Z",
    };
}
