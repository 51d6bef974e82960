using Amazon.Runtime;
using Amazon.WireQuery;
using Amazon.WireQuery.Model;
using CsCheck;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.WireQuery;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>awsQuery: a form goes, XML comes.</summary>
public sealed class QueryRoundTripTests
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
    public async Task An_empty_list_is_told_from_an_absent_one()
    {
        using var client = Client(operations);

        var response = await client.EchoAsync(new EchoRequest { Texts = [] }, Cancellation);

        Assert.Empty(response.Texts);
        Assert.Null(response.Numbers);
    }

    [Fact]
    public async Task An_operation_without_input_and_output_is_called()
    {
        using var client = Client(operations);

        var response = await client.PingAsync(new PingRequest(), Cancellation);

        Assert.IsType<Server.PingRequest>(operations.Last);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_modelled_error_arrives_with_its_members()
    {
        using var client = Client(operations);
        operations.Refusal = new Server.TooMuchException("far <too> much") { Reason = "RED", Limit = 7 };

        var refused = await Assert.ThrowsAsync<TooMuchException>(() => client.EchoAsync(new EchoRequest(), Cancellation));

        Assert.Equal(("TooMuch", "far <too> much", 409, "request-1"), (refused.ErrorCode, refused.Message, (int)refused.StatusCode, refused.RequestId));
        Assert.Equal(Colour.RED, refused.Reason);
        Assert.Equal(7, refused.Limit);
    }

    private static AmazonWireQueryClient Client(Server.WireQueryOperations operations) =>
        new(new BasicAWSCredentials("key", "secret"), WireClientFactory.Configure(new AmazonWireQueryConfig(), new Server.WireQueryWireService(operations)));

    private sealed class Operations : Server.WireQueryOperations
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
