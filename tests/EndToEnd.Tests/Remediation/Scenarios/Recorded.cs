using System.Text.Json.Nodes;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>API calls as CloudTrail hands them to EventBridge: the shape of tests/fixtures/events/cloudtrail-AddPermission20150331v2-public-lambda.json.</summary>
internal static class Recorded
{
    /// <summary>A call of somebody who is not us.</summary>
    public static string Call(string service, string name, JsonObject parameters, string accountId, string region) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = $"aws.{service}",
        ["account"] = accountId,
        ["time"] = "2026-11-26T03:00:00Z",
        ["region"] = region,
        ["resources"] = new JsonArray(),
        ["detail"] = new JsonObject
        {
            ["eventVersion"] = "1.08",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "IAMUser",
                ["principalId"] = "AIDACKCEVSQ6C2EXAMPLE",
                ["arn"] = $"arn:aws:iam::{accountId}:user/jdoe",
                ["accountId"] = accountId,
                ["accessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
                ["userName"] = "jdoe",
            },
            ["eventTime"] = "2026-11-26T03:00:00Z",
            ["eventSource"] = $"{service}.amazonaws.com",
            ["eventName"] = name,
            ["awsRegion"] = region,
            ["sourceIPAddress"] = "198.51.100.20",
            ["userAgent"] = "aws-cli/2.13.0",
            ["requestParameters"] = parameters,
            ["responseElements"] = null,
            ["requestID"] = Guid.NewGuid().ToString(),
            ["eventID"] = Guid.NewGuid().ToString(),
            ["readOnly"] = false,
            ["eventType"] = "AwsApiCall",
            ["managementEvent"] = true,
            ["recipientAccountId"] = accountId,
            ["eventCategory"] = "Management",
        },
    }.ToJsonString();
}
