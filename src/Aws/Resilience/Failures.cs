using System.Collections.Frozen;
using Amazon.Runtime;
using Polly.Timeout;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Sorts failures by AWS's error code, never by the HTTP status alone.</summary>
/// <remarks>
/// Organizations answers TooManyRequestsException with HTTP 400, and emulators answer HTTP 500 for calls that they lack
/// (botocore's <c>_retry.json</c> special-cases the former; both seen 2026-11). A code that is not listed here is final:
/// repeating what we do not understand is how tools do things twice.
/// </remarks>
internal static class Failures
{
    private static readonly FrozenDictionary<string, Failure> s_byCode = Index(
        (Failure.Throttled,
        [
            "BandwidthLimitExceeded", "EC2ThrottledException", "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
            "RequestThrottled", "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
        ]),
        (Failure.Busy,
        [
            "ConcurrentModification", "ConcurrentModificationException", "FinalizingOrganizationException", "OperationAborted", "OperationAbortedException",
            "PolicyChangesInProgressException",
        ]),
        (Failure.Server,
        [
            "DependencyTimeout", "DependencyTimeoutException", "InternalError", "InternalFailure", "InternalServerError", "InternalServerException",
            "InternalServiceError", "InternalServiceException", "KMSInternalException", "RequestTimeout", "RequestTimeoutException", "ServerException",
            "ServiceException", "ServiceFailure", "ServiceFailureException", "ServiceUnavailable", "ServiceUnavailableException", "Unavailable",
        ]),
        (Failure.ExpiredCredentials, ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]),
        (Failure.ClockSkew, ["InvalidSignatureException", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureDoesNotMatch"]));

    /// <summary>Sorts a failure of <paramref name="operation"/> at <paramref name="service"/>.</summary>
    /// <param name="failure">What an attempt threw.</param>
    /// <param name="service">The signing name: <c>sso</c> for Identity Center's administration.</param>
    /// <param name="operation">The operation's name.</param>
    public static Failure Sort(Exception failure, string service, string operation) => failure switch
    {
        AmazonServiceException answered => SortAnswer(answered, service, operation),
        ConnectionException { Trouble: ConnectionTrouble.Cut } => Failure.Cut,
        ConnectionException { Trouble: ConnectionTrouble.Tls } => Failure.Final,
        ConnectionException => Failure.Unreachable,
        TimeoutRejectedException => Failure.Slow,
        _ => Failure.Final,
    };

    /// <summary>What services answer until they know an account that was created moments ago.</summary>
    public static bool IsOfNewAccount(Exception failure) =>
        failure is AmazonServiceException { ErrorCode: "InvalidClientTokenId" or "OptInRequired" or "SubscriptionRequiredException" or "UnrecognizedClientException" };

    private static Failure SortAnswer(AmazonServiceException answered, string service, string operation)
    {
        if (answered.ErrorCode is not { Length: > 0 } code)
        {
            return Failure.Final;
        }

        // Identity Center says ConflictException both for "not caught up yet" (API reference: retry) and for what will never pass: a taken name,
        // a permission set still assigned. A taken name is final; the others get a short patience.
        if (code == "ConflictException" && service == "sso")
        {
            return operation.StartsWith("Create", StringComparison.Ordinal) && operation != "CreateAccountAssignment" ? Failure.Final : Failure.Settling;
        }

        // The Identity Store's ConflictException tells in Reason which it was; most are names already taken.
        if (code == "ConflictException" && service == "identitystore")
        {
            return answered.Message.Contains("CONCURRENT_MODIFICATION", StringComparison.Ordinal) ? Failure.Settling : Failure.Final;
        }

        // CloudTrail's says that the trail is being worked on: API Reference, "ConflictException", read 2026-11.
        return code == "ConflictException" && service == "cloudtrail" ? Failure.Busy : s_byCode.GetValueOrDefault(code, Failure.Final);
    }

    private static FrozenDictionary<string, Failure> Index(params ReadOnlySpan<(Failure Failure, string[] Codes)> table)
    {
        var codes = new Dictionary<string, Failure>(StringComparer.Ordinal);
        foreach (var (failure, names) in table)
        {
            foreach (var name in names)
            {
                codes.Add(name, failure);
            }
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
