using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What Lambda hands to the function, and what it gets back.</summary>
internal static class Invocations
{
    /// <summary>A batch as the event source mapping makes it.</summary>
    public static string Batch(params IEnumerable<(string Id, string Body)> messages) => Batch(1, messages);

    /// <summary>A batch of messages that were received this often.</summary>
    public static string Batch(int receives, params IEnumerable<(string Id, string Body)> messages) => new JsonObject
    {
        ["Records"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
        {
            ["messageId"] = message.Id,
            ["receiptHandle"] = "handle",
            ["body"] = message.Body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = $"{receives}", ["SentTimestamp"] = "1795661999000" },
            ["messageAttributes"] = new JsonObject(),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = "arn:aws:sqs:eu-west-1:123456789012:secret-scoops-remediation",
            ["awsRegion"] = "eu-west-1",
        })]),
    }.ToJsonString();

    /// <summary>Config found a resource to break a rule.</summary>
    public static string ConfigEvent(string control, string type, string resource, string accountId, string region, string id) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = id,
        ["detail-type"] = "Config Rules Compliance Change",
        ["source"] = "aws.config",
        ["account"] = accountId,
        ["time"] = "2026-11-26T03:00:00Z",
        ["region"] = region,
        ["resources"] = new JsonArray(),
        ["detail"] = new JsonObject
        {
            ["resourceId"] = resource,
            ["awsRegion"] = region,
            ["awsAccountId"] = accountId,
            ["configRuleName"] = control,
            ["recordVersion"] = "1.0",
            ["configRuleARN"] = $"arn:aws:config:{region}:{accountId}:config-rule/config-rule-abcdef",
            ["messageType"] = "ComplianceChangeNotification",
            ["newEvaluationResult"] = new JsonObject { ["complianceType"] = "NON_COMPLIANT" },
            ["notificationCreationTime"] = "2026-11-26T03:00:00.000Z",
            ["resourceType"] = type,
        },
    }.ToJsonString();

    /// <summary>One invocation, in this process.</summary>
    public static Task<string> CallAsync(RemediateFunction function, string payload, TimeProvider time) => CallAsync(function.HandleAsync, payload, time);

    /// <summary>One invocation of any handler, in this process.</summary>
    public static async Task<string> CallAsync(FunctionHandler handler, string payload, TimeProvider time, Stream? lines = null)
    {
        var invocation = new Invocation { RequestId = "request", Payload = default, DeadlineMs = null, InvokedFunctionArn = null, TraceId = null, ClientContext = null, CognitoIdentity = null };
        var log = new FunctionLog(new LogLines(lines ?? Stream.Null, LogFormat.Json, LogLevel.Information, time));
        var answer = await handler(
            Encoding.UTF8.GetBytes(payload), new(invocation, time.GetUtcNow().AddMinutes(15), FunctionEnvironment.Read(_ => null), log, time), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(answer.Span);
    }

    /// <summary>The messages that an answer names.</summary>
    public static IReadOnlyList<string> Again(string answer) => [.. JsonNode.Parse(answer)!["batchItemFailures"]!.AsArray().Select(failure => (string)failure!["itemIdentifier"]!)];
}
