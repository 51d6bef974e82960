using Amazon.CloudWatchLogs.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Logs;

/// <summary>A group keeps a week; one whose name begins the same, and one that keeps for ever, stay.</summary>
internal sealed class KeptForAWeek : Scenario
{
    public override string Control => "logs-kept";

    public override IReadOnlyList<string> Changes => ["logs/LogGroup"];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "/shop/api-neighbour", "/shop/api", "/shop/orders" })
        {
            await member.Logs.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = name, Tags = new() { ["team"] = "shop" } }, cancel);
        }

        await member.Logs.PutRetentionPolicyAsync(new() { LogGroupName = "/shop/api-neighbour", RetentionInDays = 7 }, cancel);
        await member.Logs.PutRetentionPolicyAsync(new() { LogGroupName = "/shop/api", RetentionInDays = 7 }, cancel);
        return "/shop/api";
    }
}
