using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>S3. This part finds buckets and says who may; the others hold a topic each.</summary>
internal sealed partial class S3Sandbox(World world) : S3Operations, IBehaviour
{
    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("SlowDown", "Please reduce your request rate.", 503);

    /// <inheritdoc/>
    public WireException? Conflict() => new("OperationAborted", "A conflicting conditional operation is currently in progress against this resource. Please try again.", 409);

    private static WireException Denied() => new("AccessDenied", "Access Denied", 403);

    private static WireException Missing(string code, string message) => new(code, message, 404);

    private static WireException Invalid(string code, string message) => new(code, message, 400);

    /// <summary>A bucket of the caller's own, in the region that is called. Other accounts are let in by no policy here.</summary>
    private StoredBucket Bucket(string? name, Call call)
    {
        if (name is null || !world.State.Buckets.TryGetValue(name, out var bucket))
        {
            throw Missing("NoSuchBucket", "The specified bucket does not exist");
        }

        if (bucket.AccountId != call.AccountId)
        {
            throw Denied();
        }

        return bucket.Region == call.Region ? bucket : throw Invalid(
            "AuthorizationHeaderMalformed", $"The authorization header is malformed; the region '{call.Region}' is wrong; expecting '{bucket.Region}'");
    }

    /// <summary>Denied where the bucket's policy says so. Within an account nothing need allow: its administrators may do all.</summary>
    private static void Ask(StoredBucket bucket, Call call, string action, string key)
    {
        if (AccessPolicy.Ask(bucket.Policy, PolicyRequest.OfCaller(call, action, $"arn:aws:s3:::{bucket.Name}/{key}")) == Verdict.Denied)
        {
            throw Denied();
        }
    }
}
