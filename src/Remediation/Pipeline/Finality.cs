using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>Tells what will fail again from what may pass by itself: throttling, faults of AWS's and cut connections do.</summary>
internal static class Finality
{
    /// <summary>Whether the same call will be answered the same. Rights that were just given may take a moment, so that nobody should believe the first refusal.</summary>
    public static bool IsFinal(Exception fault) => fault switch
    {
        AwsSetupException => true,
        RoleNotAssumedException { InnerException: AmazonServiceException cause } => IsFinal(cause),
        AmazonServiceException refused => (int)refused.StatusCode is >= 400 and < 500 and not 429 && refused.Retryable is null
            && refused.ErrorCode?.Contains("Throttl", StringComparison.OrdinalIgnoreCase) != true && refused.ErrorCode?.Contains("TooManyRequests", StringComparison.OrdinalIgnoreCase) != true,
        _ => false,
    };
}
