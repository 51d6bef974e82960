using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>Nobody ever gave the bucket a policy: the fix is the policy, and its undo none.</summary>
internal sealed class PlainHttpWithoutPolicy : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-tls-only";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders", "shop-neighbour");
        return "shop-orders";
    }
}

/// <summary>A policy with statements of its own: one without a Sid, and one that denies plain HTTP for the objects alone, under the name that ours would have.</summary>
internal sealed class PlainHttpBesideNeighbours : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-tls-only";

    /// <inheritdoc/>
    /// <remarks>moto's data view leaves policies out: that nothing else of the policy changed is what the fix itself proves.</remarks>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders");
        await member.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = "shop-orders",
            Policy = """
                {"Version":"2012-10-17","Id":"shop","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":["s3:GetObject"],"Resource":"arn:aws:s3:::shop-orders/*"},
                {"Sid":"DenyInsecureTransport","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::shop-orders/*","Condition":{"Bool":{"aws:SecureTransport":false}}}]}
                """,
        }, cancel);
        return "shop-orders";
    }
}
