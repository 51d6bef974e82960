using System.Text;
using Amazon.Runtime;
using Amazon.WireEc2;
using Amazon.WireEc2.Model;
using CsCheck;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.WireEc2;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>ec2Query: a form goes, XML comes, and each has names of its own.</summary>
public sealed class Ec2RoundTripTests
{
    private readonly Operations operations = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_goes_to_the_server_comes_back() =>
        await Gen.Int.SampleAsync(async seed =>
        {
            var service = new Operations();
            using var client = Client(service);
            var request = new Filler(seed).Fill(new EchoRequest());

            var response = await client.EchoAsync(request, Cancellation);

            Assert.Equal(Described.Of(request), Described.Of(service.Last!));
            Assert.Equal(Described.Of(request), Described.Of(response));
        }, iter: 300, threads: 1);

    [Fact]
    public async Task An_operation_without_input_and_output_is_called()
    {
        using var client = Client(operations);

        var response = await client.PingAsync(new PingRequest(), Cancellation);

        Assert.IsType<Server.PingRequest>(operations.Last);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task An_error_arrives_with_its_code_and_status()
    {
        using var client = Client(operations);
        operations.Refusal = new Sandbox.Wire.WireException("InvalidVpcID.NotFound", "no <such> VPC", 400);

        var refused = await Assert.ThrowsAsync<AmazonWireEc2Exception>(() => client.EchoAsync(new EchoRequest(), Cancellation));

        Assert.Equal(("InvalidVpcID.NotFound", "no <such> VPC", 400, "request-1"), (refused.ErrorCode, refused.Message, (int)refused.StatusCode, refused.RequestId));
    }

    [Fact]
    public async Task Names_in_forms_have_a_capital_or_are_said_and_lists_are_flat()
    {
        var form = "";
        using var client = Client(operations, request => form = Encoding.UTF8.GetString(request.Body.Span));

        await client.EchoAsync(new EchoRequest { Count = 1, Renamed = "r", Texts = ["a", "b"], Leaves = [new Leaf { Name = "n", Children = [new Leaf { Name = "c" }] }], Numbers = [] }, Cancellation);

        Assert.Equal("Action=Echo&Version=2026-01-01&TheCount=1&NameInForms=r&TextSet.1=a&TextSet.2=b&Leaf_.1.Name=n&Leaf_.1.ChildSet.1.Name=c", form);
    }

    private static AmazonWireEc2Client Client(Server.WireEc2Operations operations, Action<Sandbox.Wire.WireRequest>? watch = null) =>
        new(new BasicAWSCredentials("key", "secret"), WireClientFactory.Configure(new AmazonWireEc2Config(), new Server.WireEc2WireService(operations), watch));

    private sealed class Operations : Server.WireEc2Operations
    {
        public object? Last { get; private set; }

        public Sandbox.Wire.WireException? Refusal { get; set; }

        public override Server.EchoResponse Echo(Server.EchoRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return Refusal is not null ? throw Refusal : Described.Copy(request, new Server.EchoResponse());
        }

        public override Server.PingResponse Ping(Server.PingRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return new Server.PingResponse();
        }
    }
}
