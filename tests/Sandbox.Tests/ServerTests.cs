using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests;

/// <summary>The door on the loopback interface, with plain HTTP.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_on_the_loopback_interface_only()
    {
        await using var server = Start();
        using var client = new HttpClient();

        using var response = await Post(client, server, "CreateOrganization");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.1", response.Content.Headers.ContentType?.MediaType);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(server.Address.Host)));
        Assert.Contains("\"MasterAccountId\":\"123456789012\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_answered_one_after_the_other()
    {
        await using var server = Start();
        using var client = new HttpClient();
        using var made = await Post(client, server, "CreateOrganization");
        using var roots = await Post(client, server, "ListRoots");
        var text = await roots.Content.ReadAsStringAsync(Cancel);
        var root = text[text.IndexOf("\"r-", StringComparison.Ordinal)..][1..7];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Post(client, server, "CreateOrganizationalUnit", $$"""{"ParentId":"{{root}}","Name":"u{{number}}"}""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task An_unsigned_call_and_an_unknown_operation_are_refused()
    {
        await using var server = Start();
        using var client = new HttpClient();

        using var unsigned = await Post(client, server, "ListRoots", signed: false);
        using var unknown = await Post(client, server, "MakeCoffee");
        using var page = await client.GetAsync(server.Address, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Contains("MissingAuthenticationToken", await unsigned.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotImplemented, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotImplemented, page.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        await using var server = Start();
        using var client = new HttpClient();

        using var response = await Post(client, server, "CreateOrganization", "{\"FeatureSet\":");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_sandbox_is_answered_and_the_next_call_is_served()
    {
        var faults = 1;
        var cloud = LocalCloud.Open(null, new SandboxOptions { Observer = _ => Assert.True(faults-- <= 0, "a fault of its own") }, TimeProvider.System);
        await using var server = SandboxServer.Start(cloud, 0, TimeProvider.System);
        using var client = new HttpClient();

        using var broken = await Post(client, server, "CreateOrganization");
        using var next = await Post(client, server, "CreateOrganization");

        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Contains("a fault of its own", await broken.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to_and_the_port_is_free_again()
    {
        var server = Start();
        var port = server.Address.Port;
        await server.DisposeAsync();

        await using var again = SandboxServer.Start(LocalCloud.Open(null, new SandboxOptions(), TimeProvider.System), port, TimeProvider.System);

        Assert.Equal(port, again.Address.Port);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SandboxServer.RunAsync(LocalCloud.Open(null, new SandboxOptions(), TimeProvider.System), 0, new FakeTimeProvider(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Buckets_and_accounts_may_come_before_the_host_name()
    {
        await using var server = Start();

        var bucket = await Raw(server, "GET /?location HTTP/1.1\r\nHost: my.bucket.localhost:4566\r\nConnection: close\r\n", "s3");
        var account = await Raw(server, "GET /v20180820/configuration/publicAccessBlock HTTP/1.1\r\nHost: 123456789012.localhost:4566\r\nConnection: close\r\n", "s3");
        var nothing = await Raw(server, "PUT /my.bucket?inventory&id=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", "s3");

        Assert.DoesNotContain("this operation of", bucket, StringComparison.Ordinal);
        Assert.DoesNotContain("this operation of", account, StringComparison.Ordinal);
        Assert.Contains("The sandbox does not offer this operation of s3", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_come_in_chunks_and_after_a_word_that_they_may()
    {
        await using var server = Start();

        var answer = await Raw(
            server,
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSOrganizationsV20161128.CreateOrganization\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n",
            "organizations",
            "1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COFFEE\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n")]
    public async Task What_is_no_request_is_refused_and_the_next_caller_is_served(string head)
    {
        await using var server = Start();
        using var client = new HttpClient();

        var refused = await Raw(server, head, "organizations");
        using var next = await Post(client, server, "CreateOrganization");

        Assert.StartsWith("HTTP/1.1 400 ", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static async Task<string> Raw(SandboxServer server, string head, string service, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
        var signature = $"Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261124/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=00\r\n";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{head}{signature}\r\n{body}"), Cancel);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Cancel);
    }

    private static SandboxServer Start() => SandboxServer.Start(LocalCloud.Open(null, new SandboxOptions(), TimeProvider.System), 0, TimeProvider.System);

    private static async Task<HttpResponseMessage> Post(HttpClient client, SandboxServer server, string operation, string body = "{}", bool signed = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        if (signed)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", "Credential=AKIAIOSFODNN7EXAMPLE/20261124/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=00");
        }

        return await client.SendAsync(request, Cancel);
    }
}
