using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Messages;

/// <summary>A statement without an id opens it; one for a bucket, whose condition restricts, and one for an account stay.</summary>
internal sealed class QueueOpen : Scenario
{
    /// <inheritdoc/>
    public override string Control => "queues-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = $"arn:aws:sqs:{member.Region}:{member.AccountId}:shop-orders";
        await member.Sqs.CreateQueueAsync(
            new CreateQueueRequest
            {
                QueueName = "shop-orders",
                Attributes = new()
                {
                    ["VisibilityTimeout"] = "120",
                    ["Policy"] = $$$$"""
                        {"Version":"2012-10-17","Id":"shop","Statement":[
                          {"Sid":"Uploads","Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"{{{{arn}}}}","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:shop-uploads"}}},
                          {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sqs:*","Resource":"{{{{arn}}}}","Condition":{"Bool":{"aws:SecureTransport":"true"}}},
                          {"Sid":"Partner","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":"sqs:SendMessage","Resource":"{{{{arn}}}}"}]}
                        """,
                },
                Tags = new() { ["team"] = "shop" },
            },
            cancel);
        return "shop-orders";
    }
}

/// <summary>The only statement opens it, and CloudTrail names the queue by its address.</summary>
internal sealed class QueueOpenByCall : Scenario
{
    /// <inheritdoc/>
    public override string Control => "queues-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.EventByUser(
        "sqs",
        "AddPermission",
        accountId,
        region,
        new JsonObject { ["queueUrl"] = $"https://sqs.{region}.amazonaws.com/{accountId}/{resourceId}", ["label"] = "everybody", ["aWSAccountIds"] = new JsonArray("*"), ["actions"] = new JsonArray("*") });

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Sqs.CreateQueueAsync(
            new CreateQueueRequest
            {
                QueueName = "shop-orders",
                Attributes = new()
                {
                    ["Policy"] = """{"Version":"2012-10-17","Statement":{"Sid":"everybody","Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}}""",
                },
            },
            cancel);
        return "shop-orders";
    }
}

/// <summary>Made without encryption.</summary>
internal sealed class QueueUnencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "queues-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Sqs.CreateQueueAsync(
            new CreateQueueRequest { QueueName = "shop-orders", Attributes = new() { ["SqsManagedSseEnabled"] = "false", ["DelaySeconds"] = "5" }, Tags = new() { ["team"] = "shop" } }, cancel);
        return "shop-orders";
    }
}
