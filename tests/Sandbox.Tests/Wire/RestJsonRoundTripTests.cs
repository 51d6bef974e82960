using Amazon.Runtime;
using Amazon.WireRestJson;
using Amazon.WireRestJson.Model;
using CsCheck;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.WireRestJson;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>restJson1: members in path, query, headers, status and body.</summary>
public sealed class RestJsonRoundTripTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_goes_to_the_server_in_the_body_comes_back() =>
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
    public async Task Whatever_goes_in_path_query_and_headers_arrives() =>
        await Gen.Int.SampleAsync(async seed =>
        {
            var service = new Operations();
            using var client = Client(service);
            var request = new Filler(seed).Fill(new BindRequest());

            var response = await client.BindAsync(request, Cancellation);

            var expected = Described.Copy(request, new BindResponse());
            expected.Status = 202;
            Assert.Equal(Described.Of(request), Described.Of(service.Last!));
            Assert.Equal(Described.Of(expected), Described.Of(response));
        }, iter: 300, threads: 1);

    [Fact]
    public async Task Structures_bytes_and_texts_can_be_the_whole_body()
    {
        using var client = Client(new Operations());

        var leaf = await client.EchoLeafAsync(new EchoLeafRequest { Id = "x", Leaf = new Leaf { Name = "n", Inner = new Leaf { Name = "i" } } }, Cancellation);
        var bytes = await client.EchoBytesAsync(new EchoBytesRequest { Type = "application/zip", Bytes = new MemoryStream([0, 255, 13, 10]) }, Cancellation);
        var text = await client.EchoTextAsync(new EchoTextRequest { Text = "as it is: {<ü>}" }, Cancellation);
        var nothing = await client.EchoTextAsync(new EchoTextRequest(), Cancellation);

        Assert.Equal(("n", "i"), (leaf.Leaf.Name, leaf.Leaf.Inner.Name));
        Assert.Equal("application/zip", bytes.Type);
        Assert.Equal([0, 255, 13, 10], bytes.Bytes.ToArray());
        Assert.Equal("as it is: {<ü>}", text.Text);
        Assert.Null(nothing.Text);
    }

    [Fact]
    public async Task Of_two_paths_that_fit_the_literal_one_is_meant()
    {
        var service = new Operations();
        using var client = Client(service);

        await client.ListAsync(new ListRequest(), Cancellation);
        Assert.IsType<Server.ListRequest>(service.Last);

        await client.FindAsync(new FindRequest { Id = "lists" }, Cancellation);
        Assert.Equal("lists", Assert.IsType<Server.FindRequest>(service.Last).Id);
    }

    [Fact]
    public async Task A_label_without_a_value_is_refused_before_anything_is_sent()
    {
        var service = new Operations();
        using var client = Client(service);

        await Assert.ThrowsAsync<AmazonClientException>(() => client.FindAsync(new FindRequest(), Cancellation));

        Assert.Null(service.Last);
    }

    [Fact]
    public async Task A_modelled_error_arrives_with_its_members_in_body_and_headers()
    {
        using var client = Client(new Operations { Refusal = new Server.TooMuchException("far too much") { Reason = "RED", Limit = 7, RetryAfter = 30 } });

        var refused = await Assert.ThrowsAsync<TooMuchException>(() => client.EchoAsync(new EchoRequest(), Cancellation));

        Assert.Equal(("TooMuch", "far too much", 409, "request-1"), (refused.ErrorCode, refused.Message, (int)refused.StatusCode, refused.RequestId));
        Assert.Equal(Colour.RED, refused.Reason);
        Assert.Equal((7, 30), (refused.Limit, refused.RetryAfter));
    }

    private static AmazonWireRestJsonClient Client(Server.WireRestJsonOperations operations) =>
        new(new BasicAWSCredentials("key", "secret"), WireClientFactory.Configure(new AmazonWireRestJsonConfig(), new Server.WireRestJsonWireService(operations)));

    private sealed class Operations : Server.WireRestJsonOperations
    {
        public object? Last { get; private set; }

        public Sandbox.Wire.WireException? Refusal { get; init; }

        public override Server.EchoResponse Echo(Server.EchoRequest request, Sandbox.Wire.Call call) =>
            Refusal is not null ? throw Refusal : Described.Copy(Last = request, new Server.EchoResponse());

        public override Server.BindResponse Bind(Server.BindRequest request, Sandbox.Wire.Call call)
        {
            var response = Described.Copy(Last = request, new Server.BindResponse());
            response.Status = 202;
            return response;
        }

        public override Server.EchoLeafResponse EchoLeaf(Server.EchoLeafRequest request, Sandbox.Wire.Call call) => new() { Leaf = request.Leaf };

        public override Server.EchoBytesResponse EchoBytes(Server.EchoBytesRequest request, Sandbox.Wire.Call call) => new() { Type = request.Type, Bytes = request.Bytes };

        public override Server.EchoTextResponse EchoText(Server.EchoTextRequest request, Sandbox.Wire.Call call) => new() { Text = request.Text };

        public override Server.FindResponse Find(Server.FindRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return new Server.FindResponse();
        }

        public override Server.ListResponse List(Server.ListRequest request, Sandbox.Wire.Call call)
        {
            Last = request;
            return new Server.ListResponse();
        }
    }
}
