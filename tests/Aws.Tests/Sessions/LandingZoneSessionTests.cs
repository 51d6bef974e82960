using Amazon.EC2.Model;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>Every client of a session, generated or official: where it calls, what for it signs, and that it passes the connection's handler, pipeline and trace.</summary>
public sealed class LandingZoneSessionTests
{
    private const string Buckets = """<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets><Bucket><Name>one</Name></Bucket></Buckets></ListAllMyBucketsResult>""";

    private static readonly Dictionary<string, Func<AwsSession, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["cloudtrail:DescribeTrails"] = static session => session.CloudTrail.DescribeTrailsAsync(new(), Ct),
        ["config:DescribeConfigRules"] = static session => session.Config.DescribeConfigRulesAsync(new(), Ct),
        ["securityhub:DescribeHub"] = static session => session.SecurityHub.DescribeHubAsync(new(), Ct),
        ["guardduty:ListDetectors"] = static session => session.GuardDuty.ListDetectorsAsync(new(), Ct),
        ["sns:ListTopics"] = static session => session.Sns.ListTopicsAsync(new(), Ct),
        ["sqs:ListQueues"] = static session => session.Sqs.ListQueuesAsync(new ListQueuesRequest(), Ct),
        ["events:ListRules"] = static session => session.Events.ListRulesAsync(new(), Ct),
        ["iam:ListRoles"] = static session => session.Iam.ListRolesAsync(new(), Ct),
        ["s3:GetBucketPolicy"] = static session => session.S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = "bucket" }, Ct),
        ["s3:GetPublicAccessBlock"] = static session => session.S3Control.GetPublicAccessBlockAsync(new() { AccountId = "111111111111" }, Ct),
        ["kms:ListKeys"] = static session => session.Kms.ListKeysAsync(new ListKeysRequest(), Ct),
        ["ec2:DescribeVpcs"] = static session => session.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Ct),
        ["access-analyzer:ListAnalyzers"] = static session => session.AccessAnalyzer.ListAnalyzersAsync(new(), Ct),
        ["account:GetContactInformation"] = static session => session.Account.GetContactInformationAsync(new(), Ct),
        ["logs:DescribeLogGroups"] = static session => session.Logs.DescribeLogGroupsAsync(new(), Ct),
    };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-24T12:00:00Z", null));

    /// <summary>Operation; AWS's host; region signed for; path.</summary>
    public static TheoryData<string, string, string, string> Places => new()
    {
        { "cloudtrail:DescribeTrails", "cloudtrail.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "config:DescribeConfigRules", "config.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "securityhub:DescribeHub", "securityhub.eu-west-1.amazonaws.com", "eu-west-1", "/accounts" },
        { "guardduty:ListDetectors", "guardduty.eu-west-1.amazonaws.com", "eu-west-1", "/detector" },
        { "sns:ListTopics", "sns.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "sqs:ListQueues", "sqs.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "events:ListRules", "events.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "iam:ListRoles", "iam.amazonaws.com", "us-east-1", "/" },
        { "s3:GetBucketPolicy", "s3.eu-west-1.amazonaws.com", "eu-west-1", "/bucket" },
        { "s3:GetPublicAccessBlock", "111111111111.s3-control.eu-west-1.amazonaws.com", "eu-west-1", "/v20180820/configuration/publicAccessBlock" },
        { "kms:ListKeys", "kms.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "ec2:DescribeVpcs", "ec2.eu-west-1.amazonaws.com", "eu-west-1", "/" },
        { "access-analyzer:ListAnalyzers", "access-analyzer.eu-west-1.amazonaws.com", "eu-west-1", "/analyzer" },
        { "account:GetContactInformation", "account.us-east-1.amazonaws.com", "us-east-1", "/getContactInformation" },
        { "logs:DescribeLogGroups", "logs.eu-west-1.amazonaws.com", "eu-west-1", "/" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_client_calls_its_service_and_is_traced(string call, string host, string region, string path)
    {
        using var server = new ScriptedServer(static (_, _) => Answer.Page(404));
        using var connection = new AwsConnection(new() { Handler = server, Region = "eu-west-1", Time = _time });

        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Calls[call](connection.Home));

        Assert.True(AwsFaults.IsNotOffered(failure));
        var request = Assert.Single(server.Requests);
        Assert.Equal((host, path), (request.Host, request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path));
        Assert.Contains($"/{region}/{call.Split(':')[0]}/aws4_request", request.Authorization, StringComparison.Ordinal);
        Assert.Equal(call, Assert.Single(connection.Trace.Calls.Select(static traced => $"{traced.Service}:{traced.Operation}")));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task With_an_endpoint_all_of_them_call_there(string call, string host, string region, string path)
    {
        _ = host;
        using var server = new ScriptedServer(static (_, _) => Answer.Page(404));
        using var connection = new AwsConnection(new() { Handler = server, EndpointUrl = new("http://emulator.test:4566"), Region = "eu-west-1", Time = _time });

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Calls[call](connection.Home));

        var request = Assert.Single(server.Requests);
        Assert.Equal(("emulator.test", path), (request.Host, request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path));
        Assert.Contains($"/{region}/{call.Split(':')[0]}/aws4_request", request.Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SlowDown", 503)]
    [InlineData("OperationAborted", 409)]
    [InlineData("InternalError", 500)]
    public async Task The_official_S3_client_waits_as_ours_do(string code, int status)
    {
        using var server = new ScriptedServer((number, _) => number <= 2 ? Answer.Error(code, status: status) : new(System.Net.HttpStatusCode.OK, Buckets));
        using var connection = new AwsConnection(new() { Handler = server, Region = "eu-west-1", Time = _time });

        var answer = await _time.PassUntil(connection.Home.S3.ListBucketsAsync(new ListBucketsRequest(), Ct));

        Assert.Equal("one", answer.Buckets.Single().BucketName);
        Assert.Equal(("OK", 3), (connection.Trace.Calls.Single().Outcome, connection.Trace.Calls.Single().Attempts));
    }

    [Fact]
    public async Task An_object_is_sent_whole_again_after_a_refusal()
    {
        using var server = new ScriptedServer((number, _) => number <= 2 ? Answer.Error("SlowDown", status: 503) : new(System.Net.HttpStatusCode.OK, ""));
        using var connection = new AwsConnection(new() { Handler = server, EndpointUrl = new("http://emulator.test"), Region = "eu-west-1", Time = _time });

        await _time.PassUntil(connection.Home.S3.PutObjectAsync(new() { BucketName = "bucket", Key = "k", ContentBody = "the whole of it" }, Ct));

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, static request => Assert.Contains("the whole of it", request.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ec2:CreateVpc", true)]
    [InlineData("sns:Publish", true)]
    [InlineData("iam:CreateAccessKey", true)]
    [InlineData("iam:CreateRole", false)]
    [InlineData("s3:PutObject", false)]
    public void What_would_be_done_twice_is_known(string call, bool twice) =>
        Assert.Equal(twice, SecretScoops.Governance.Aws.Resilience.Repetitions.DoneTwice.Contains(call));
}
