using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Whether a bucket lets Config write, which Config tries out before it takes the bucket.</summary>
internal static class DeliveryPolicy
{
    private const string Service = "config.amazonaws.com";

    /// <summary>Throws as AWS does where it does not.</summary>
    /// <remarks>
    /// Another account's bucket must name Config's service principal, or everybody, in its policy (Config Developer Guide, "Permissions for the S3 bucket", read 2026-11); in one's own
    /// account the role's rights are enough. The rest of the policy is not evaluated.
    /// </remarks>
    public static void Require(StoredBucket bucket, string accountId)
    {
        var allowed = bucket.AccountId == accountId || bucket.Policy?.Contains(Service, StringComparison.Ordinal) == true;
        if (!allowed)
        {
            throw new InsufficientDeliveryPolicyException($"Insufficient delivery policy to s3 bucket: {bucket.Name}, unable to write to bucket, provided s3 key prefix is 'null', provided kms key is 'null'.");
        }
    }
}
