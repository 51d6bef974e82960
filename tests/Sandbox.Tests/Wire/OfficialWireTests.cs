using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using SecretScoops.Governance.Sandbox.Wire;
using Xunit;
using Ec2Wire = SecretScoops.Governance.Sandbox.Wire.Ec2;
using KmsWire = SecretScoops.Governance.Sandbox.Wire.Kms;
using SqsWire = SecretScoops.Governance.Sandbox.Wire.Sqs;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>The wire sides of EC2, KMS and SQS with the official packages as their clients.</summary>
public sealed class OfficialWireTests
{
    private static readonly BasicAWSCredentials Keys = new("key", "secret");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ec2_hears_what_the_official_client_says_and_is_understood()
    {
        using var client = Ec2();

        var rules = await client.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest
            {
                GroupId = "sg-1",
                IpPermissions =
                [
                    new()
                    {
                        IpProtocol = "tcp", FromPort = 22, ToPort = 22,
                        Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8", Description = "a & b" }, new() { CidrIp = "192.168.0.0/16" }],
                        UserIdGroupPairs = [new() { GroupId = "sg-2" }],
                        PrefixListIds = [new() { Id = "pl-1" }],
                    },
                ],
            },
            Cancellation);

        Assert.Equal(["sg-1 tcp 22 10.0.0.0/8 a & b", "sg-1 tcp 22 192.168.0.0/16 ", "sg-1 tcp 22 sg-2 ", "sg-1 tcp 22 pl-1 "], rules.SecurityGroupRules.Select(static rule => rule.Description));
        Assert.Equal("request-1", rules.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Ec2_lists_and_filters_and_tells_nothing_as_nothing()
    {
        using var client = Ec2();

        var found = await client.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new("is-default", ["true"])], VpcIds = ["vpc-1", "vpc-2"] }, Cancellation);
        var none = await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancellation);

        Assert.Equal(["vpc-1 is-default=true", "vpc-2 is-default=true"], found.Vpcs.Select(static vpc => vpc.VpcId));
        Assert.Equal("owner", found.Vpcs[0].Tags.Single().Key);
        Assert.True(found.Vpcs[0].IsDefault);
        Assert.True(none.Vpcs is null or { Count: 0 });
    }

    [Fact]
    public async Task Ec2_refuses_with_its_own_code()
    {
        using var client = Ec2();

        var refused = await Assert.ThrowsAsync<AmazonEC2Exception>(() => client.DeleteVpcAsync(new DeleteVpcRequest { VpcId = "vpc-9" }, Cancellation));

        Assert.Equal(("InvalidVpcID.NotFound", "The vpc ID 'vpc-9' does not exist"), (refused.ErrorCode, refused.Message));
    }

    [Fact]
    public async Task Sqs_speaks_json_and_its_errors_carry_the_code_of_old()
    {
        using var client = new AmazonSQSClient(Keys, WireClientFactory.Configure(new AmazonSQSConfig(), new SqsWire.SqsWireService(new Queues())));

        var made = await client.CreateQueueAsync(new CreateQueueRequest { QueueName = "q", Attributes = new() { ["VisibilityTimeout"] = "30" } }, Cancellation);
        var missing = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => client.GetQueueUrlAsync("gone", Cancellation));

        Assert.Equal("http://queue/q?VisibilityTimeout=30", made.QueueUrl);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", missing.ErrorCode);
    }

    [Fact]
    public async Task Kms_hears_what_the_official_client_says()
    {
        using var client = new AmazonKeyManagementServiceClient(Keys, WireClientFactory.Configure(new AmazonKeyManagementServiceConfig(), new KmsWire.KmsWireService(new KmsKeys())));

        var signed = await client.SignAsync(new SignRequest { KeyId = "k", Message = new MemoryStream([1, 2, 3]), SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256 }, Cancellation);
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => client.DescribeKeyAsync("gone", Cancellation));

        Assert.Equal([3, 2, 1], signed.Signature.ToArray());
        Assert.Equal("Key 'gone' does not exist", missing.Message);
    }

    private static AmazonEC2Client Ec2() => new(Keys, WireClientFactory.Configure(new AmazonEC2Config(), new Ec2Wire.Ec2WireService(new Networks())));

    private sealed class Networks : Ec2Wire.Ec2Operations
    {
        public override Ec2Wire.AuthorizeSecurityGroupIngressResponse AuthorizeSecurityGroupIngress(Ec2Wire.AuthorizeSecurityGroupIngressRequest request, Call call) => new()
        {
            Return = true,
            SecurityGroupRules =
            [
                .. request.IpPermissions!.SelectMany(permission =>
                    permission.IpRanges!.Select(static range => (range.CidrIp, range.Description))
                        .Concat(permission.UserIdGroupPairs!.Select(static pair => (pair.GroupId, pair.Description)))
                        .Concat(permission.PrefixListIds!.Select(static list => (list.Id, list.Description)))
                        .Select(each => new Ec2Wire.SecurityGroupRule { Description = $"{request.GroupId} {permission.IpProtocol} {permission.FromPort} {each.Item1} {each.Description}" })),
            ],
        };

        public override Ec2Wire.DescribeVpcsResponse DescribeVpcs(Ec2Wire.DescribeVpcsRequest request, Call call)
        {
            var filter = request.Filters?.Single();
            return new() { Vpcs = request.VpcIds?.ConvertAll(id => new Ec2Wire.Vpc { VpcId = $"{id} {filter!.Name}={filter.Values!.Single()}", IsDefault = true, Tags = [new() { Key = "owner", Value = "me" }] }) ?? [] };
        }

        public override Ec2Wire.DeleteVpcResponse DeleteVpc(Ec2Wire.DeleteVpcRequest request, Call call) =>
            throw new WireException("InvalidVpcID.NotFound", $"The vpc ID '{request.VpcId}' does not exist", 400);
    }

    private sealed class Queues : SqsWire.SqsOperations
    {
        public override SqsWire.CreateQueueResponse CreateQueue(SqsWire.CreateQueueRequest request, Call call) =>
            new() { QueueUrl = $"http://queue/{request.QueueName}?{string.Join('&', request.Attributes!.Select(static pair => $"{pair.Key}={pair.Value}"))}" };

        public override SqsWire.GetQueueUrlResponse GetQueueUrl(SqsWire.GetQueueUrlRequest request, Call call) =>
            throw new SqsWire.QueueDoesNotExistException("The specified queue does not exist.");
    }

    private sealed class KmsKeys : KmsWire.KmsOperations
    {
        public override KmsWire.SignResponse Sign(KmsWire.SignRequest request, Call call) => new() { Signature = [.. request.Message!.Reverse()] };

        public override KmsWire.DescribeKeyResponse DescribeKey(KmsWire.DescribeKeyRequest request, Call call) => throw new KmsWire.NotFoundException($"Key '{request.KeyId}' does not exist");
    }
}
