using Amazon.Runtime;
using Amazon.WireJson;
using Amazon.WireJson.Model;
using CsCheck;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.WireJson;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>awsJson: what the client says is what the server hears, and the other way.</summary>
public sealed class JsonRoundTripTests
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
    public async Task Empty_collections_stay_empty_and_absent_ones_null()
    {
        using var client = Client(operations);

        var response = await client.EchoAsync(new EchoRequest { Texts = [], TextMap = [] }, Cancellation);

        Assert.Empty(response.Texts);
        Assert.Empty(response.TextMap);
        Assert.Null(response.Numbers);
        Assert.Null(response.LeafMap);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_value_that_the_model_does_not_know_yet_is_read_all_the_same()
    {
        operations.Pages = new Queue<Server.EchoResponse>([new() { Colour = "of next year" }]);
        using var client = Client(operations);

        var response = await client.EchoAsync(new EchoRequest(), Cancellation);

        Assert.Equal("of next year", response.Colour.Value);
        Assert.NotEqual(Colour.RED, response.Colour);
    }

    [Fact]
    public async Task An_operation_without_input_and_output_is_called()
    {
        using var client = Client(operations);

        await client.PingAsync(new PingRequest(), Cancellation);

        Assert.IsType<Server.PingRequest>(operations.Last);
    }

    [Fact]
    public async Task An_idempotency_token_is_made_up_where_none_is_given()
    {
        using var client = Client(operations);

        var made = await client.OnceAsync(new OnceRequest(), Cancellation);
        var given = await client.OnceAsync(new OnceRequest { Token = "mine" }, Cancellation);

        Assert.True(Guid.TryParse(made.Token, out _));
        Assert.Equal("mine", given.Token);
    }

    [Fact]
    public async Task A_modelled_error_arrives_with_its_members()
    {
        using var client = Client(operations);
        operations.Refusal = new Server.TooMuchException("far too much") { Reason = "RED", Limit = 7 };

        var refused = await Assert.ThrowsAsync<TooMuchException>(() => client.EchoAsync(new EchoRequest(), Cancellation));

        Assert.Equal(("TooMuch", "far too much", 409, "request-1"), (refused.ErrorCode, refused.Message, (int)refused.StatusCode, refused.RequestId));
        Assert.Equal(Colour.RED, refused.Reason);
        Assert.Equal(7, refused.Limit);
    }

    [Fact]
    public async Task An_error_that_is_not_modelled_keeps_its_code()
    {
        using var client = Client(operations);
        operations.Refusal = new Sandbox.Wire.WireException("ThrottlingException", "Rate exceeded", 400);

        var refused = await Assert.ThrowsAsync<AmazonWireJsonException>(() => client.EchoAsync(new EchoRequest(), Cancellation));

        Assert.Equal(("ThrottlingException", "Rate exceeded"), (refused.ErrorCode, refused.Message));
    }

    [Fact]
    public async Task An_operation_without_behaviour_is_not_offered()
    {
        using var client = Client(new Silent());

        var refused = await Assert.ThrowsAsync<AmazonWireJsonException>(() => client.PingAsync(new PingRequest(), Cancellation));

        Assert.Equal(Aws.Protocols.NotOffered.Code, refused.ErrorCode);
    }

    [Fact]
    public async Task Paginators_stop_where_there_is_no_token_and_not_at_an_empty_page()
    {
        operations.Pages = new Queue<Server.EchoResponse>(
        [
            new() { Text = "2", Leaves = [new() { Name = "a" }] },
            new() { Text = "3" },
            new() { Leaves = [new() { Name = "b" }] },
        ]);
        using var client = Client(operations);

        var names = new List<string>();
        await foreach (var leaf in client.Paginators.Echo(new EchoRequest()).Leaves.WithCancellation(Cancellation))
        {
            names.Add(leaf.Name);
        }

        Assert.Equal(["a", "b"], names);
    }

    private static AmazonWireJsonClient Client(Server.WireJsonOperations operations) =>
        new(new BasicAWSCredentials("key", "secret"), WireClientFactory.Configure(new AmazonWireJsonConfig(), new Server.WireJsonWireService(operations)));

    private sealed class Silent : Server.WireJsonOperations;

    private sealed class Operations : Server.WireJsonOperations
    {
        public object? Last { get; private set; }

        public Sandbox.Wire.WireException? Refusal { get; set; }

        public Queue<Server.EchoResponse>? Pages { get; set; }

        public override Server.EchoResponse Echo(Server.EchoRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return Refusal is not null ? throw Refusal : Pages?.Dequeue() ?? Described.Copy(request, new Server.EchoResponse());
        }

        public override Server.PingResponse Ping(Server.PingRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return new Server.PingResponse();
        }

        public override Server.OnceResponse Once(Server.OnceRequest request, Sandbox.Wire.Call call) => new() { Token = request.Token };
    }
}
