using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Sessions;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

/// <summary>Connections that break, over real sockets.</summary>
public sealed class WireTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(Manner.CutUnread))]
    [InlineData(nameof(Manner.CutRead))]
    [InlineData(nameof(Manner.CutHalfway))]
    public async Task A_cut_connection_is_named_and_the_call_made_again(string manner)
    {
        await using var server = new CuttingServer(Answer.Identity().Body, Enum.Parse<Manner>(manner), Manner.Answer);
        using var connection = Connect(server.Url);

        var answer = await connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.Equal("111111111111", answer.Account);
        Assert.Equal(2, server.Connections);
        Assert.Equal(2, Assert.Single(connection.Trace.Calls).Attempts);
    }

    [Fact]
    public async Task A_connection_that_is_always_cut_is_told()
    {
        await using var server = new CuttingServer("", Manner.CutRead);
        using var connection = Connect(server.Url);

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(ConnectionTrouble.Cut, failure.Trouble);
        Assert.Equal("connection-cut", AwsFaults.Tell(failure, "eu-west-1").Code);
        Assert.Equal(6, server.Connections);
    }

    [Fact]
    public async Task Nobody_listening_is_told_soon()
    {
        using var connection = Connect(new($"http://127.0.0.1:{FreePort()}"));

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(ConnectionTrouble.Refused, failure.Trouble);
        Assert.Equal("start what should listen there, or unset AWS_ENDPOINT_URL", AwsFaults.Tell(failure, "eu-west-1").Remedy);
        Assert.Equal(4, connection.Trace.HttpRequests);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_told_as_such()
    {
        using var connection = Connect(new("https://sts.nowhere-1.amazonaws.invalid"));

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(ConnectionTrouble.NameUnknown, failure.Trouble);
        Assert.Equal("endpoint-unknown", AwsFaults.Tell(failure, "nowhere-1").Code);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var connection = Connect(
            new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"),
            Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(100), Network = Quick.Network with { MostRepetitions = 1 } });

        var failure = await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal("timeout", AwsFaults.Tell(failure, "eu-west-1").Code);
        Assert.Equal(2, connection.Trace.HttpRequests);
    }

    /// <summary>Real sockets cannot follow a clock of ours, so the waits are short instead.</summary>
    private static ResilienceOptions Quick { get; } = new()
    {
        Network = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)) { Patience = TimeSpan.FromSeconds(30), MostRepetitions = 5 },
        Unreachable = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)) { Patience = TimeSpan.FromSeconds(30), MostRepetitions = 3 },
    };

    private static AwsConnection Connect(Uri url, ResilienceOptions? resilience = null) => new(new()
    {
        EndpointUrl = url,
        Region = "eu-west-1",
        Credentials = new BasicAWSCredentials("key", "secret"),
        Resilience = resilience ?? Quick,
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
