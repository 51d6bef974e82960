using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Messages;

/// <summary>Somebody let everybody publish, beside the owner's own statement.</summary>
internal sealed class TopicOpen : Scenario
{
    /// <inheritdoc/>
    public override string Control => "topics-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = (await member.Sns.CreateTopicAsync(new CreateTopicRequest { Name = "shop-orders", Tags = [new() { Key = "team", Value = "shop" }] }, cancel)).TopicArn;
        var policy = JsonNode.Parse((await member.Sns.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = arn }, cancel)).Attributes["Policy"])!;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse($$$$"""{"Sid":"__console_pub_0","Effect":"Allow","Principal":{"AWS":"*"},"Action":"SNS:Publish","Resource":"{{{{arn}}}}"}"""));
        await member.Sns.SetTopicAttributesAsync(new SetTopicAttributesRequest { TopicArn = arn, AttributeName = "Policy", AttributeValue = policy.ToJsonString() }, cancel);
        return arn;
    }
}

/// <summary>Nothing but an open statement.</summary>
internal sealed class TopicOpenAlone : Scenario
{
    /// <inheritdoc/>
    public override string Control => "topics-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = (await member.Sns.CreateTopicAsync(new CreateTopicRequest { Name = "shop-orders" }, cancel)).TopicArn;
        var policy = $$$$"""{"Version":"2012-10-17","Statement":[{"Sid":"open","Effect":"Allow","Principal":"*","Action":["SNS:Publish","SNS:Subscribe"],"Resource":"{{{{arn}}}}","Condition":{"StringLike":{"aws:PrincipalArn":"*"}}}]}""";
        await member.Sns.SetTopicAttributesAsync(new SetTopicAttributesRequest { TopicArn = arn, AttributeName = "Policy", AttributeValue = policy }, cancel);
        return arn;
    }
}

/// <summary>Made without a key.</summary>
internal sealed class TopicUnencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "topics-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) =>
        (await member.Sns.CreateTopicAsync(new CreateTopicRequest { Name = "shop-orders", Tags = [new() { Key = "team", Value = "shop" }] }, cancel)).TopicArn;
}
