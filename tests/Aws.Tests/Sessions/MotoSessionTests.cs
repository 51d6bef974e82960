using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Protocols;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>Sessions against moto over real HTTP: signing, AssumeRole and what the trace saw.</summary>
public sealed class MotoSessionTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_home_session_is_who_the_credentials_say()
    {
        using var connection = Connect();

        var answer = await connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.Equal("123456789012", answer.Account);
        var call = Assert.Single(connection.Trace.Calls);
        Assert.Equal(("sts", "GetCallerIdentity", "OK", 1), (call.Service, call.Operation, call.Outcome, call.Attempts));
        Assert.NotNull(call.RequestId);
        Assert.Equal(1, connection.Trace.HttpRequests);
    }

    [Fact]
    public async Task A_session_in_an_account_acts_as_the_access_role_there()
    {
        using var connection = Connect();

        var answer = await connection.Home.In("222222222222").Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.Equal("222222222222", answer.Account);
        Assert.Contains("assumed-role/OrganizationAccountAccessRole/", answer.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_account_needs_no_role()
    {
        using var connection = Connect();

        await connection.Home.In("123456789012", "eu-central-1").Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.DoesNotContain(connection.Trace.Calls, call => call.Operation == "AssumeRole");
    }

    [Fact]
    public async Task Many_calls_at_once_assume_a_role_once()
    {
        using var connection = Connect();
        var session = connection.Home.In("333333333333");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => session.InRegion(i % 2 == 0 ? "eu-west-1" : "eu-central-1").Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct)));

        Assert.Single(connection.Trace.Calls, call => call.Operation == "AssumeRole");
        Assert.Same(session, connection.Home.In("333333333333"));
    }

    private AwsConnection Connect() => new(new()
    {
        EndpointUrl = moto.Url,
        Region = "eu-west-1",
        Credentials = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
    });
}
