using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using SecretScoops.Governance.Aws.Sessions;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

public sealed class CallEventTests
{
    [Fact]
    public async Task A_member_s_call_is_told_as_CloudTrail_tells_it_as_long_as_the_organization_s_trail_logs()
    {
        using var rig = await LogRig.Ready(new() { CallEvents = true });
        await rig.NewBucket(LogRig.PolicyFor("123456789012", rig.OrganizationId));
        await rig.NewTrail();
        await rig.Home.CloudTrail.StartLoggingAsync(new() { Name = "organization" }, Cancel);
        var member = rig.Home.In(await rig.Cloud.NewAccount("dev"));
        var queue = await QueueOfCallsAsync(member);

        await member.S3.PutBucketAsync("devs-bucket", Cancel);
        await member.S3.DeletePublicAccessBlockAsync(new() { BucketName = "devs-bucket" }, Cancel);
        await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => member.S3.DeletePublicAccessBlockAsync(new() { BucketName = "nobodys-bucket" }, Cancel));
        await rig.Home.CloudTrail.StopLoggingAsync(new() { Name = "organization" }, Cancel);
        await member.S3.DeletePublicAccessBlockAsync(new() { BucketName = "devs-bucket" }, Cancel);

        var told = (await member.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10 }, Cancel)).Messages.Select(message => JsonNode.Parse(message.Body)!).ToList();
        Assert.Equal([("CreateBucket", null), ("DeleteBucketPublicAccessBlock", null), ("DeleteBucketPublicAccessBlock", "NoSuchBucket")], told.Select(each => ((string?)each["detail"]!["eventName"], (string?)each["detail"]!["errorCode"])));
        Assert.All(told, each => Assert.Equal(("aws.s3", "AWS API Call via CloudTrail", "eu-west-1"), ((string?)each["source"], (string?)each["detail-type"], (string?)each["region"])));
        Assert.Equal((string?)told[0]["account"], (string?)told[0]["detail"]!["recipientAccountId"]);
    }

    [Fact]
    public async Task The_call_that_stops_the_trail_is_still_told()
    {
        using var rig = await LogRig.Ready(new() { CallEvents = true });
        await rig.NewBucket(LogRig.PolicyFor("123456789012", rig.OrganizationId));
        await rig.NewTrail();
        await rig.Home.CloudTrail.StartLoggingAsync(new() { Name = "organization" }, Cancel);
        var queue = await QueueOfCallsAsync(rig.Home);

        await rig.Home.CloudTrail.StopLoggingAsync(new() { Name = "organization" }, Cancel);

        var told = Assert.Single((await rig.Home.Sqs.ReceiveMessageAsync(queue, Cancel)).Messages);
        Assert.Equal("StopLogging", (string?)JsonNode.Parse(told.Body)!["detail"]!["eventName"]);
    }

    // Calls that make a queue and a rule are calls too: the rule leaves them out.
    private static async Task<string> QueueOfCallsAsync(AwsSession session)
    {
        var account = await session.AccountIdAsync(Cancel);
        var arn = $"arn:aws:sqs:eu-west-1:{account}:calls";
        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"{{{arn}}}"}]}""";
        var url = (await session.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = "calls", Attributes = new() { ["Policy"] = policy } }, Cancel)).QueueUrl;
        await session.Events.PutRuleAsync(new() { Name = "calls", EventPattern = """{"source":["aws.s3","aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"]}""" }, Cancel);
        await session.Events.PutTargetsAsync(new() { Rule = "calls", Targets = [new() { Id = "queue", Arn = arn }] }, Cancel);
        return url;
    }
}
