using System.Text.Json.Nodes;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Remediation;
using SecretScoops.Governance.EndToEnd.Tests.Reports;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.EndToEnd.Tests.Chain;

/// <summary>
/// The whole chain on moto: the baseline makes an account, the bus and the topics; <c>deploy/deploy</c> brings the templates; an event goes by the rules, policies, queue and mapping that are
/// there, and by nothing else, to the executable that was deployed.
/// </summary>
public sealed class ChainTests : IAsyncLifetime
{
    private const string Account = "shop-dev";
    private const string Bucket = "shop-assets";
    private const string Control = "buckets-public-access-blocked";
    private const string Region = "eu-west-1";

    // It ends when all that hangs on it has: the function's first start too.
    private const string Ring = """
        from botocore.config import Config
        keys = boto3.client('sts').assume_role(RoleArn=f'arn:aws:iam::{sys.argv[1]}:role/OrganizationAccountAccessRole', RoleSessionName='service')['Credentials']
        events = boto3.client('events', config=Config(read_timeout=150, retries={'total_max_attempts': 1}),
            aws_access_key_id=keys['AccessKeyId'], aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])
        event = json.loads(sys.argv[2])
        answer(events.put_events(Entries=[{'Source': event['source'], 'DetailType': event['detail-type'], 'Detail': json.dumps(event['detail'])}])['FailedEntryCount'])
        """;

    private readonly Desk desk = new();
    private ChainCloud cloud = null!;
    private AwsConnection connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_of_a_new_account_that_is_made_public_is_private_again_and_told_of_and_in_the_report()
    {
        var account = await cloud.ApplyWithAsync(Account, "dev");
        await cloud.DeployAsync("DEV");
        var heard = await HearAsync("secret-scoops-alerts-critical", "secret-scoops-alerts-high", "secret-scoops-alerts-medium", "secret-scoops-alerts-info");

        await MakePublicAsync(account);

        var block = await BlockAsync(account);
        Assert.True(block == "true true true true", $"the bucket's block is {block}\n{cloud.Refusals}");
        Assert.Contains(await ToldAsync(heard), told => told.Contains(Bucket, StringComparison.Ordinal) && told.Contains(account, StringComparison.Ordinal));
        var incident = new Incident(Control, account, Region, "AWS::S3::Bucket", Bucket);
        var history = await new LedgerTable(connection.Home.DynamoDb, "secret-scoops-remediation-ledger").ReadAsync(incident, Cancel);
        Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], history.Entries.Select(entry => entry.Step));
        Assert.Equal([], LedgerChain.Faults(history.Entries));
        var finding = Assert.Single(ServedZone.Judged(await cloud.ReportAsync(), Control, account), each => each.GetProperty("resourceId").GetString() == Bucket);
        Assert.Equal("Pass", finding.GetProperty("verdict").GetString());
        Assert.Equal(["claimed", "fixed"], finding.GetProperty("repairs").EnumerateArray().Select(repair => repair.GetProperty("step").GetString()));
    }

    /// <summary>What the chain hangs on, each broken in the template alone: the bucket stays as it is.</summary>
    [Theory]
    [InlineData("EventPattern: {source: [{prefix: aws.}]}", "EventPattern: {source: [{prefix: gcp.}]}")]
    [InlineData("- Id: queue\n          Arn: !GetAtt OwnQueue.Arn", "- Id: queue\n          Arn: !Sub \"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${DeadLetters}\"")]
    [InlineData("Condition: {ArnEquals: {\"aws:SourceArn\": !GetAtt OwnRule.Arn}}", "Condition: {ArnEquals: {\"aws:SourceArn\": !GetAtt OwnQueue.Arn}}")]
    [InlineData("${Queue}\", !GetAtt OwnQueue.Arn]", "${Queue}\", !Sub \"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${DeadLetters}\"]")]
    [InlineData("all], !Ref Environment]", "all], uat]")]
    public async Task What_a_template_says_wrong_ends_it(string right, string wrong)
    {
        cloud.Edit("remediation.yaml", right, wrong);
        var account = await cloud.ApplyWithAsync(Account, "dev");
        await cloud.DeployAsync("DEV");

        await MakePublicAsync(account);

        Assert.Equal("none", await BlockAsync(account));
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        cloud = await ChainCloud.StartAsync(desk);
        connection = new(new() { EndpointUrl = cloud.Access.Endpoint, Region = Region, Credentials = new BasicAWSCredentials(cloud.Access.AccessKeyId, cloud.Access.SecretAccessKey) });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await cloud.DisposeAsync();
        desk.Dispose();
    }

    // Both calls of somebody who opens a bucket, and the events that CloudTrail makes of them, on the bus where services put theirs.
    private async Task MakePublicAsync(string account)
    {
        var s3 = connection.Home.In(account).S3;
        await Made.BucketAsync(connection.Home.In(account), Bucket, Cancel);
        // As AWS makes them, and moto does not.
        await s3.PutPublicAccessBlockAsync(
            new() { BucketName = Bucket, PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = true } }, Cancel);
        await s3.DeletePublicAccessBlockAsync(new() { BucketName = Bucket }, Cancel);
        await s3.PutBucketPolicyAsync(
            new()
            {
                BucketName = Bucket,
                Policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Everybody","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{Bucket}}/*"}]}""",
            },
            Cancel);
        foreach (var call in (string[])["DeleteBucketPublicAccessBlock", "PutBucketPolicy"])
        {
            var failed = await new Boto3(desk, cloud.Access).Run(Ring, account, Calls.Event("s3", call, account, Region, new() { ["bucketName"] = Bucket, ["Host"] = "s3.eu-west-1.amazonaws.com" }));
            Assert.Equal(0, failed.GetInt32());
        }
    }

    // As the AWS CLI sees it, which knows nothing of us.
    private async Task<string> BlockAsync(string account)
    {
        var keys = (await new AwsCli(desk, cloud.Access).Call("sts", "assume-role", "--role-arn", $"arn:aws:iam::{account}:role/OrganizationAccountAccessRole", "--role-session-name", "judge")).GetProperty("Credentials");
        var asked = await new AwsCli(desk, cloud.Access with
        {
            AccessKeyId = keys.GetProperty("AccessKeyId").GetString()!,
            SecretAccessKey = keys.GetProperty("SecretAccessKey").GetString()!,
            SessionToken = keys.GetProperty("SessionToken").GetString(),
        }).Try("s3api", "get-public-access-block", "--bucket", Bucket);
        if (asked.ExitCode != 0)
        {
            Assert.Contains("NoSuchPublicAccessBlockConfiguration", asked.Errors, StringComparison.Ordinal);
            return "none";
        }

        return string.Join(' ', asked.Json().GetProperty("PublicAccessBlockConfiguration").EnumerateObject().Select(part => part.Value.GetBoolean() ? "true" : "false"));
    }

    private async Task<string> HearAsync(params string[] topics)
    {
        var queue = (await connection.Home.Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = "heard" }, Cancel)).QueueUrl;
        var root = await connection.Home.AccountIdAsync(Cancel);
        foreach (var topic in topics)
        {
            await connection.Home.Sns.SubscribeAsync(new() { TopicArn = $"arn:aws:sns:{Region}:{root}:{topic}", Protocol = "sqs", Endpoint = $"arn:aws:sqs:{Region}:{root}:heard" }, Cancel);
        }

        return queue;
    }

    private async Task<IReadOnlyList<string>> ToldAsync(string queue)
    {
        var messages = (await connection.Home.Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10 }, Cancel)).Messages ?? [];
        return [.. messages.Select(message => (string)JsonNode.Parse(message.Body)!["Message"]!)];
    }
}
