using System.Text.Json.Nodes;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>API calls as CloudTrail hands them to EventBridge; the shape is that of tests/fixtures/events.</summary>
internal static class Calls
{
    /// <summary>A call that somebody made with a role of his own.</summary>
    public static string Event(string service, string name, string accountId, string region, JsonObject? request) => new JsonObject
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
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "AssumedRole",
                ["arn"] = $"arn:aws:sts::{accountId}:assumed-role/Shop/jdoe",
                ["accountId"] = accountId,
                ["sessionContext"] = new JsonObject
                {
                    ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["arn"] = $"arn:aws:iam::{accountId}:role/Shop", ["accountId"] = accountId, ["userName"] = "Shop" },
                },
            },
            ["eventTime"] = "2026-11-26T03:00:00Z",
            ["eventSource"] = $"{service}.amazonaws.com",
            ["eventName"] = name,
            ["awsRegion"] = region,
            ["sourceIPAddress"] = "198.51.100.20",
            ["userAgent"] = "aws-cli/2.31.0",
            ["requestParameters"] = request,
            ["responseElements"] = null,
            ["readOnly"] = false,
            ["eventType"] = "AwsApiCall",
            ["managementEvent"] = true,
            ["recipientAccountId"] = accountId,
            ["eventCategory"] = "Management",
        },
    }.ToJsonString();
}
