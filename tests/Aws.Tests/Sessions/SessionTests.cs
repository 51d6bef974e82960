using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>Sessions against faulty servers in process: the SDK's real clients, real wire bytes, a clock of ours.</summary>
public sealed class SessionTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-24T12:00:00Z", null));
    private readonly List<string> _told = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Throttled_three_times_then_fine()
    {
        using var server = new ScriptedServer((number, _) => number <= 3 ? Answer.Error("Throttling", "Rate exceeded") : Answer.Identity());
        using var connection = Connect(server);

        var answer = await Ask(connection.Home);

        Assert.Equal("111111111111", answer.Account);
        var call = Assert.Single(connection.Trace.Calls);
        Assert.Equal(("OK", 4, "req-identity"), (call.Outcome, call.Attempts, call.RequestId));
        Assert.True(call.Waited > TimeSpan.Zero);
        Assert.Equal(4, connection.Trace.HttpRequests);
        var summary = Assert.Single(connection.Trace.Summary());
        Assert.Equal((1, 0, 3), (summary.Count, summary.Failed, summary.Retries));
    }

    [Fact]
    public async Task No_credentials_and_no_network_are_needed_in_process()
    {
        using var server = new ScriptedServer((_, _) => Answer.Identity());
        using var connection = new AwsConnection(new() { Handler = server });

        await connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.Equal("sts.us-east-1.amazonaws.com", Assert.Single(server.Requests).Host);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task A_page_says_that_the_endpoint_does_not_offer_the_call(int status)
    {
        using var server = new ScriptedServer((_, _) => Answer.Page(status));
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Ask(connection.Home));

        Assert.True(AwsFaults.IsNotOffered(failure));
        Assert.Single(server.Requests);
        Assert.Equal("root/eu-west-1 sts:GetCallerIdentity", AwsFaults.PlaceOf(failure, "root", "eu-west-1"));
        Assert.Equal("this endpoint does not offer sts:GetCallerIdentity", AwsFaults.Tell(failure, "eu-west-1").What);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public async Task A_load_balancers_page_is_waited_out(string type)
    {
        using var server = new ScriptedServer((number, _) => number <= 2 ? Answer.Page(503) with { ContentType = type } : Answer.Identity());
        using var connection = Connect(server);

        await Ask(connection.Home);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Expired_keys_are_looked_up_anew_once_and_the_request_signed_again()
    {
        var source = new NumberedCredentials();
        using var server = new ScriptedServer((_, request) => request.Token == "token-1" ? Answer.Error("ExpiredToken", status: 403) : Answer.Identity());
        using var connection = Connect(server, source);

        await Ask(connection.Home);

        Assert.Equal(["token-1", "token-2"], server.Requests.Select(request => request.Token));
        Assert.NotEqual(server.Requests[0].Authorization, server.Requests[1].Authorization);
    }

    [Fact]
    public async Task Keys_that_stay_expired_are_told_after_one_more_try()
    {
        using var server = new ScriptedServer((_, _) => Answer.Error("ExpiredToken", status: 403));
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Ask(connection.Home));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("credentials-expired", AwsFaults.Tell(failure, "eu-west-1").Code);
    }

    [Fact]
    public async Task A_role_is_kept_and_renewed_before_it_expires()
    {
        var roles = 0;
        using var server = new ScriptedServer((_, request) =>
            !request.Asks("AssumeRole") ? Answer.Identity(request.Token is null ? "111111111111" : "222222222222")
            : Answer.Role("222222222222", $"role-{++roles}", _time.GetUtcNow().AddHours(1)));
        using var connection = Connect(server);
        var session = connection.Home.In("222222222222");

        await Ask(session);
        _time.Advance(TimeSpan.FromMinutes(54));
        await Ask(session);
        Assert.Equal("role-1", server.Requests[^1].Token);
        _time.Advance(TimeSpan.FromMinutes(2));
        await Ask(session);

        Assert.Equal("role-2", server.Requests[^1].Token);
        Assert.Equal(2, roles);
    }

    [Fact]
    public async Task A_role_that_AWS_says_has_expired_is_assumed_again_by_one_call_for_all()
    {
        var roles = 0;
        using var server = new ScriptedServer((_, request) =>
            request.Asks("AssumeRole") ? Answer.Role("222222222222", $"role-{Interlocked.Increment(ref roles)}", _time.GetUtcNow().AddHours(1))
            : request.Token == "role-1" ? Answer.Error("ExpiredTokenException", status: 403)
            : Answer.Identity());
        using var connection = Connect(server);
        var session = connection.Home.In("222222222222");

        await _time.PassUntil(Task.WhenAll(Enumerable.Range(0, 10).Select(_ => session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct))));

        Assert.Equal(2, roles);
    }

    [Fact]
    public async Task Late_news_of_an_expiry_does_not_throw_fresh_credentials_away()
    {
        var roles = 0;
        using var server = new ScriptedServer((_, request) =>
            request.Asks("AssumeRole") ? Answer.Role("222222222222", $"role-{++roles}", _time.GetUtcNow().AddHours(1)) : Answer.Identity());
        using var connection = Connect(server);
        var credentials = new AssumedCredentials(connection, "222222222222");
        await credentials.ReadyAsync(Ct);
        var first = credentials.Present!;

        credentials.Expire(first);
        await credentials.ReadyAsync(Ct);
        credentials.Expire(first);
        await credentials.ReadyAsync(Ct);

        Assert.Equal("role-2", credentials.Present!.Token);
        Assert.Equal(2, roles);
    }

    [Fact]
    public async Task A_role_that_is_refused_is_told_at_once_with_who_asked()
    {
        using var server = new ScriptedServer((_, request) => request.Asks("AssumeRole") ? Answer.Error("AccessDenied", status: 403) : Answer.Identity());
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAsync<RoleNotAssumedException>(() => Ask(connection.Home.In("222222222222")));

        Assert.Single(server.Requests, request => request.Asks("AssumeRole"));
        Assert.Equal(
            "arn:aws:iam::111111111111:user/deployer may not assume role 'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole', or there is no such role (request req-error)",
            AwsFaults.Tell(failure, "eu-west-1").What);
    }

    [Fact]
    public async Task A_new_accounts_role_is_waited_for()
    {
        var start = _time.GetUtcNow();
        using var server = new ScriptedServer((_, request) =>
            !request.Asks("AssumeRole") ? Answer.Identity()
            : _time.GetUtcNow() - start < TimeSpan.FromMinutes(4) ? Answer.Error("AccessDenied", status: 403)
            : Answer.Role("222222222222", "role", _time.GetUtcNow().AddHours(1)));
        using var connection = Connect(server);
        connection.Expect("222222222222");

        await Ask(connection.Home.In("222222222222"), secondsAStep: 2);

        Assert.InRange((_time.GetUtcNow() - start).TotalMinutes, 4, 5);
        Assert.Contains(_told, line => line.StartsWith("sts: account 222222222222 is new and its role does not answer yet, waiting ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_new_accounts_services_do_not_know_yet_is_waited_for()
    {
        var start = _time.GetUtcNow();
        using var server = new ScriptedServer((_, request) =>
            request.Asks("AssumeRole") ? Answer.Role("222222222222", "role", _time.GetUtcNow().AddHours(1))
            : request.Token == "role" && _time.GetUtcNow() - start < TimeSpan.FromMinutes(1) ? Answer.Error("InvalidClientTokenId", status: 403)
            : Answer.Identity());
        using var connection = Connect(server);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Ask(connection.Home.In("222222222222")));
        connection.Expect("222222222222");
        await Ask(connection.Home.In("222222222222"));

        Assert.InRange((_time.GetUtcNow() - start).TotalMinutes, 1, 2);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_corrected_by_AWSs_answer()
    {
        var there = DateTimeOffset.UtcNow.AddHours(2);
        using var server = new ScriptedServer((_, request) =>
            (request.SignedAt - there).Duration() < TimeSpan.FromMinutes(5) ? Answer.Identity() : Answer.Error("RequestExpired") with { Date = there });
        using var connection = Connect(server);

        await Ask(connection.Home.InRegion("ap-south-2"));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_new_accounts_role_is_not_waited_for_for_ever()
    {
        using var server = new ScriptedServer((_, request) => request.Asks("AssumeRole") ? Answer.Error("AccessDenied", status: 403) : Answer.Identity());
        using var connection = Connect(server);
        connection.Expect("222222222222");
        var start = _time.GetUtcNow();

        await Assert.ThrowsAsync<RoleNotAssumedException>(() => Ask(connection.Home.In("222222222222"), secondsAStep: 2));

        Assert.InRange((_time.GetUtcNow() - start).TotalMinutes, 10, 11);
    }

    [Fact]
    public async Task Clients_that_are_not_ours_keep_the_SDKs_own_retries()
    {
        using var server = new ScriptedServer((number, _) => number <= 2 ? Answer.Error("Throttling") : Answer.Identity());
        using var connection = Connect(server);
        using var foreign = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials("key", "secret"),
            new AmazonSecurityTokenServiceConfig { RegionEndpoint = Amazon.RegionEndpoint.EUWest1, HttpClientFactory = new Plain(server), MaxErrorRetry = 1 });

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => foreign.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(2, server.Requests.Count);
        Assert.Empty(connection.Trace.Calls);
        Assert.Equal(TimeSpan.Zero, connection.Clock.Spent);
    }

    private Task<GetCallerIdentityResponse> Ask(AwsSession session, double secondsAStep = 0.5) =>
        _time.PassUntil(session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct), secondsAStep);

    private AwsConnection Connect(HttpMessageHandler server, AWSCredentials? credentials = null) => new(new()
    {
        Handler = server,
        Region = "eu-west-1",
        Credentials = credentials,
        Time = _time,
        Patience = line =>
        {
            lock (_told)
            {
                _told.Add(line);
            }
        },
    });

    private sealed class NumberedCredentials : AWSCredentials
    {
        private int _asked;

        public override ImmutableCredentials GetCredentials() => new("key", "secret", $"token-{++_asked}");
    }

    private sealed class Plain(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);
    }
}
