using Amazon.IdentityStore.Model;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SSOAdmin.Model;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>What Organizations and Identity Center are known for, through their real clients.</summary>
public sealed class OrganizationSessionTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TooManyRequestsException")]
    [InlineData("ConcurrentModificationException")]
    [InlineData("PolicyChangesInProgressException")]
    public async Task Refusals_with_HTTP_400_that_pass_are_waited_out(string code)
    {
        using var server = new ScriptedServer((number, _) => number <= 3 ? Answer.JsonError(code) : Answer.Json("{}"));
        using var connection = Connect(server);

        await _time.PassUntil(connection.Home.Organizations.AttachPolicyAsync(Attachment, Ct));

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_limit_is_told_at_once()
    {
        const string body = """{"__type":"ConstraintViolationException","Message":"You exceeded it.","Reason":"MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"}""";
        using var server = new ScriptedServer((_, _) => Answer.Json(body) with { Status = System.Net.HttpStatusCode.BadRequest });
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAsync<ConstraintViolationException>(() => connection.Home.Organizations.AttachPolicyAsync(Attachment, Ct));

        Assert.Single(server.Requests);
        Assert.Equal("over a limit of AWS (MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED): You exceeded it", AwsFaults.Tell(failure, "eu-west-1").What);
    }

    [Fact]
    public async Task An_account_is_not_asked_for_twice_when_the_connection_breaks()
    {
        await using var server = new CuttingServer("{}", Manner.CutRead, Manner.Answer);
        using var connection = new AwsConnection(new() { EndpointUrl = server.Url, Region = "eu-west-1", Credentials = new BasicAWSCredentials("key", "secret") });

        var failure = await Assert.ThrowsAsync<ConnectionException>(() =>
            connection.Home.Organizations.CreateAccountAsync(new CreateAccountRequest { AccountName = "dev", Email = "dev@example.com" }, Ct));

        Assert.Equal(1, server.Connections);
        Assert.True(AwsFaults.IsOutcomeUnknown(failure));
        Assert.Contains("whether it took effect is not known", AwsFaults.Tell(failure, "eu-west-1").What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_are_found_where_AWS_has_them_and_signed_for()
    {
        using var server = new ScriptedServer((_, _) => Answer.Json("{}"));
        using var connection = Connect(server);

        await connection.Home.Organizations.ListRootsAsync(new ListRootsRequest(), Ct);
        await connection.Home.SsoAdmin.ListInstancesAsync(new ListInstancesRequest(), Ct);
        await connection.Home.IdentityStore.ListGroupsAsync(new ListGroupsRequest { IdentityStoreId = "d-1234567890" }, Ct);

        Assert.Equal(
            ["organizations.us-east-1.amazonaws.com", "sso.eu-west-1.amazonaws.com", "identitystore.eu-west-1.amazonaws.com"],
            server.Requests.Select(request => request.Host));
        Assert.Equal(
            ["us-east-1/organizations", "eu-west-1/sso", "eu-west-1/identitystore"],
            server.Requests.Select(request => string.Join('/', request.Authorization.Split('/')[2..4])));
    }

    [Fact]
    public async Task A_global_service_behind_an_endpoint_of_ones_own_is_still_signed_for_its_one_region()
    {
        using var server = new ScriptedServer((_, _) => Answer.Json("{}"));
        using var connection = new AwsConnection(new() { Handler = server, EndpointUrl = new("https://vpce-1.example.com"), Region = "eu-west-1", Time = _time });

        await connection.Home.Organizations.ListRootsAsync(new ListRootsRequest(), Ct);
        await connection.Home.SsoAdmin.ListInstancesAsync(new ListInstancesRequest(), Ct);

        Assert.Equal(["us-east-1", "eu-west-1"], server.Requests.Select(request => request.Authorization.Split('/')[2]));
        Assert.All(server.Requests, request => Assert.Equal("vpce-1.example.com", request.Host));
    }

    [Fact]
    public async Task The_trace_counts_by_service_and_operation()
    {
        using var server = new ScriptedServer((_, request) => request.Asks("ListRoots") ? Answer.Json("{}") : Answer.JsonError("PolicyNotFoundException"));
        using var connection = Connect(server);
        await connection.Home.Organizations.ListRootsAsync(new ListRootsRequest(), Ct);
        await connection.Home.Organizations.ListRootsAsync(new ListRootsRequest(), Ct);
        await Assert.ThrowsAsync<PolicyNotFoundException>(() => connection.Home.Organizations.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = "p-12345678" }, Ct));

        var summary = connection.Trace.Summary();

        Assert.Equal(
            [("organizations", "DescribePolicy", 1, 1), ("organizations", "ListRoots", 2, 0)],
            summary.Select(line => (line.Service, line.Operation, line.Count, line.Failed)));
    }

    private static AttachPolicyRequest Attachment => new() { PolicyId = "p-12345678", TargetId = "r-abcd" };

    private AwsConnection Connect(HttpMessageHandler server) => new(new() { Handler = server, Region = "eu-west-1", Time = _time });
}
