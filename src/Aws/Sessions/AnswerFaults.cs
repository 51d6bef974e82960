using System.Collections.Frozen;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Resilience;
using static SecretScoops.Governance.Aws.Sessions.AwsFaults;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Faults for what AWS answered, by its error code.</summary>
internal static class AnswerFaults
{
    private static readonly FrozenSet<string> s_accessDenied = Set("AccessDenied", "AccessDeniedException", "AuthorizationError", "AuthorizationErrorException", "NotAuthorized", "UnauthorizedException", "UnauthorizedOperation");
    private static readonly FrozenSet<string> s_unknownKeys = Set("AuthFailure", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken", "MissingAuthenticationToken", "UnrecognizedClient", "UnrecognizedClientException");
    private static readonly FrozenSet<string> s_regionOff = Set("OptInRequired", "RegionDisabled", "RegionDisabledException", "SubscriptionRequiredException");
    private static readonly FrozenSet<string> s_quota = Set("LimitExceeded", "LimitExceededException", "QuotaExceededException", "ServiceQuotaExceeded", "ServiceQuotaExceededException");

    /// <summary>Whether the code says that a permission is missing.</summary>
    public static bool IsAccessDenied(string code) => s_accessDenied.Contains(code);

    /// <summary>The fault for an answer.</summary>
    public static Told Tell(AmazonServiceException answer, FailedCall? call, string region)
    {
        var code = answer.ErrorCode ?? "";
        var message = answer.Message.TrimEnd('.');
        var action = call is null ? "the call" : $"{call.Service}:{call.Operation}";
        if (s_accessDenied.Contains(code))
        {
            return AccessDenied(message, call, action);
        }

        if (s_unknownKeys.Contains(code))
        {
            return new(
                "credentials-not-accepted",
                $"AWS does not accept these credentials in region \"{region}\": {message}",
                "check the keys, or sign in again; if they work elsewhere, the region is off: enable it for the account or take it out of governedRegions");
        }

        if (s_regionOff.Contains(code))
        {
            return new(
                "region-off",
                $"region \"{region}\" or the service is not enabled for the account: {message}",
                "enable it (account:EnableRegion), or take the region out of governedRegions; a new account may need some minutes");
        }

        return s_quota.Contains(code) || code == "ConstraintViolationException"
            ? new("quota-exceeded", $"over a limit of AWS{ReasonOf(answer)}: {message}", "declare less, or ask for more in Service Quotas where AWS allows it")
            : ByCode(code, message, action) ?? BySort(answer, call, message);
    }

    /// <summary>Organizations names the limit; its message often does not.</summary>
    private static string ReasonOf(AmazonServiceException answer) =>
        answer is Amazon.Organizations.Model.ConstraintViolationException { Reason: { } reason } ? $" ({reason.Value})" : "";

    private static Told? ByCode(string code, string message, string action) => code switch
    {
        NotOffered.Code => new("not-offered", $"this endpoint does not offer {action}", "leave it out with --only, or use an endpoint that has it"),
        "AWSOrganizationsNotInUseException" => new("no-organization", "the account is in no organization", "use the credentials of the management account; `baseline apply` creates the organization"),
        "ValidationException" or "ValidationError" or "InvalidInputException" or "InvalidParameterValue" or "InvalidParameterException" =>
            new("refused-as-invalid", $"AWS refuses the request as invalid: {message}", "if the policies say nothing of the kind, this is a fault of ours: please report it"),
        _ => null,
    };

    private static Told BySort(AmazonServiceException answer, FailedCall? call, string message)
    {
        var after = call is null ? "" : $" after {Span(call.Latency)} and {call.Attempts} {(call.Attempts == 1 ? "attempt" : "attempts")}";
        return Failures.Sort(answer, call?.Service ?? "", call?.Operation ?? "") switch
        {
            Failure.Throttled => new("throttled", $"still throttled{after}: {message}", "run again to continue; find out what else calls this API so often"),
            Failure.Busy => new("busy", $"another change was still in progress{after}: {message}", "run again when it has finished"),
            Failure.Settling => new("conflict", $"conflict, lasting{after}: {message}", "look at what holds the resource, and run again"),
            Failure.Server => new("aws-failed", $"AWS failed inside ({answer.ErrorCode}){after}: {message}", "run again; if it stays, see the AWS Health Dashboard or ask AWS Support with the request id"),
            Failure.ExpiredCredentials => new("credentials-expired", "the credentials have expired, and looking them up again gave no fresh ones", "sign in again: `aws sso login`, or whatever gave you the keys"),
            Failure.ClockSkew => new("signature-refused", $"AWS refuses the signature: {message}", "set this machine's clock (NTP), and check that the secret key is whole"),
            _ => new("aws-error", $"{(answer.ErrorCode is { Length: > 0 } code ? code : $"HTTP {(int)answer.StatusCode}")}: {message}", null),
        };
    }

    /// <summary>AWS's message names principal, action and the policy that denied, for most services.</summary>
    /// <remarks>"User: ARN is not authorized to perform: ACTION on resource: … with an explicit deny in a service control policy" (IAM User Guide, "Troubleshoot access denied error messages", read 2026-11).</remarks>
    private static Told AccessDenied(string message, FailedCall? call, string action)
    {
        var principal = Between(message, "User: ", " is not authorized") ?? call?.Principal ?? "the caller";
        var denied = Between(message + " ", "not authorized to perform: ", " ") ?? action;
        if (message.Contains("explicit deny", StringComparison.OrdinalIgnoreCase))
        {
            var by = message.Contains("service control policy", StringComparison.OrdinalIgnoreCase) ? "a service control policy"
                : message.Contains("resource control policy", StringComparison.OrdinalIgnoreCase) ? "a resource control policy"
                : message.Contains("permissions boundary", StringComparison.OrdinalIgnoreCase) ? "a permissions boundary"
                : "an explicit deny";
            return new("access-denied", $"{denied} is denied to {principal} by {by}", "exempt the principal in that policy, or use one that is exempt");
        }

        return new(
            "access-denied",
            $"{denied} is denied to {principal}",
            call is { Service: "organizations" or "sso" or "identitystore" }
                ? $"allow it {denied}, and use the management account (or a delegated administrator)"
                : $"allow it {denied}");
    }

    private static string? Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end > start ? text[start..end] : null;
    }

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2) ? $"{span.TotalSeconds:0} s" : $"{span.TotalMinutes:0} min";

    private static FrozenSet<string> Set(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);
}
