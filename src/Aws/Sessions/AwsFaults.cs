using Amazon.Runtime;
using Polly.Timeout;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Turns what a call to AWS threw into a fault: what happened, which call where, what to do, and AWS's request id.</summary>
internal static class AwsFaults
{
    /// <summary>The fault for an exception that ended a call.</summary>
    /// <param name="exception">As caught.</param>
    /// <param name="account">The account as the reader knows it: its name.</param>
    /// <param name="region">The region as the reader knows it.</param>
    public static Fault From(Exception exception, string account, string region)
    {
        var (code, what, remedy) = Tell(exception, region);
        return new() { Code = code, What = what, Where = new(PlaceOf(exception, account, region)), Remedy = remedy };
    }

    /// <summary><c>prod/eu-west-1 organizations:CreatePolicy</c>, without the call when the exception names none.</summary>
    public static string PlaceOf(Exception exception, string account, string region) =>
        FailedCall.Of(exception) is { } call ? $"{account}/{region} {call.Service}:{call.Operation}" : $"{account}/{region}";

    /// <summary>What happened and what to do, with AWS's request id.</summary>
    public static Told Tell(Exception exception, string region)
    {
        var told = Tell(exception, FailedCall.Of(exception), region);
        return RequestIdOf(exception) is { Length: > 0 } requestId ? told with { What = $"{told.What} (request {requestId})" } : told;
    }

    /// <summary>The endpoint lacks the call altogether: an emulator, never AWS.</summary>
    public static bool IsNotOffered(Exception exception) => exception is AmazonServiceException { ErrorCode: NotOffered.Code };

    /// <summary>AWS refused for want of permission.</summary>
    public static bool IsAccessDenied(Exception exception) => exception is AmazonServiceException { ErrorCode: { } code } && AnswerFaults.IsAccessDenied(code);

    /// <summary>The call may have taken effect although it failed, and was not repeated because it would do its work twice: look before calling again.</summary>
    public static bool IsOutcomeUnknown(Exception exception) => FailedCall.Of(exception) is { OutcomeUnknown: true };

    /// <summary>Whether the exception came from a call to AWS; others are faults of ours.</summary>
    public static bool IsFromAws(Exception exception) =>
        FailedCall.Of(exception) is not null || exception is AwsSetupException or RoleNotAssumedException or AmazonServiceException or AmazonClientException;

    private static Told Tell(Exception exception, FailedCall? call, string region)
    {
        var told = exception switch
        {
            AwsSetupException setup => new Told(setup.Code, setup.Message, setup.Remedy),
            RoleNotAssumedException role => Tell(role),
            AmazonServiceException answer => AnswerFaults.Tell(answer, call, region),
            ConnectionException connection => Tell(connection, region),
            TimeoutRejectedException => new(
                "timeout",
                $"no answer within {call?.Latency.TotalSeconds ?? 0:0} s{Tries(call)}",
                "check the network and its proxy, and run again"),
            OperationCanceledException => new("interrupted", "interrupted before AWS answered", "run again to continue"),
            AmazonClientException client => new("aws-client", $"the AWS SDK gave up: {client.Message.TrimEnd('.')}", "run again with --verbose, and report it if it stays"),
            _ => new("internal", $"{exception.GetType().Name}: {exception.Message.TrimEnd('.')}", "this is a fault of ours: please report it, with the output of --verbose"),
        };
        return call is { OutcomeUnknown: true }
            ? told with { What = $"{told.What}; whether it took effect is not known", Remedy = $"look whether it did before running again: {call.Service}:{call.Operation} would do it twice" }
            : told;
    }

    private static Told Tell(RoleNotAssumedException role)
    {
        var cause = role.InnerException!;
        if (IsAccessDenied(cause))
        {
            return new(
                "role-not-assumed",
                $"{role.Principal ?? "the caller"} may not assume role '{role.RoleArn}', or there is no such role",
                $"create the role in account {role.AccountId}, let its trust policy name the management account, and allow the caller sts:AssumeRole on it; or name another role in landing-zone.json (accessRole)");
        }

        var call = FailedCall.Of(cause);
        var told = Tell(cause, call, call?.Region ?? "");
        return told with { Code = "role-not-assumed", What = $"role '{role.RoleArn}' could not be assumed: {told.What}" };
    }

    private static Told Tell(ConnectionException connection, string region)
    {
        var host = connection.Endpoint?.Authority ?? "the endpoint";
        var ours = connection.Endpoint is { } endpoint && (endpoint.IsLoopback || endpoint.Scheme == Uri.UriSchemeHttp);
        var reason = (connection.InnerException?.Message ?? connection.Message).TrimEnd('.');
        return connection.Trouble switch
        {
            ConnectionTrouble.Refused => new(
                "not-reachable",
                $"{host} cannot be reached: {reason}",
                ours ? "start what should listen there, or unset AWS_ENDPOINT_URL" : "check the network, its firewall and proxy (HTTPS_PROXY)"),
            ConnectionTrouble.NameUnknown => new(
                "endpoint-unknown",
                $"host {host} is not known: {reason}",
                $"check that region \"{region}\" exists and offers this service, and that this machine resolves names"),
            ConnectionTrouble.Tls => new(
                "tls",
                $"the certificate of {host} is not accepted: {reason}",
                "if a proxy opens TLS, add its authority to this machine's certificates (SSL_CERT_FILE); check the clock"),
            ConnectionTrouble.Cut => new("connection-cut", $"the connection to {host} was cut: {reason}", "run again to continue"),
        };
    }

    /// <summary>How often, when more than once.</summary>
    internal static string Tries(FailedCall? call) => call is { Attempts: > 1 } ? $" in {call.Attempts} attempts" : "";

    private static string? RequestIdOf(Exception? exception) => exception switch
    {
        null => null,
        AmazonServiceException answer => answer.RequestId,
        _ => RequestIdOf(exception.InnerException),
    };

    /// <summary>A fault without its place.</summary>
    internal readonly record struct Told(string Code, string What, string? Remedy);
}
