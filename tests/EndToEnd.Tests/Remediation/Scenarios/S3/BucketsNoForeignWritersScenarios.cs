using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>A partner may read, which is right, and do everything else in the same statement, which is not.</summary>
internal sealed class PartnerMayDoAll : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-foreign-writers";

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
            Policy = $$"""
                {"Version":"2012-10-17","Statement":[
                {"Sid":"Partner","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root","arn:aws:iam::{{member.AccountId}}:root"]},"Action":"s3:*","Resource":["arn:aws:s3:::shop-orders","arn:aws:s3:::shop-orders/*"]},
                {"Sid":"Reader","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::777788889999:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-orders/*"}]}
                """,
        }, cancel);
        return "shop-orders";
    }
}

/// <summary>Everybody may set the bucket's policy.</summary>
internal sealed class EverybodyMaySetPolicy : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-no-foreign-writers";

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
            Policy = """{"Version":"2012-10-17","Statement":{"Sid":"Odd","Effect":"Allow","Principal":"*","Action":"s3:Put*","Resource":"arn:aws:s3:::shop-orders"}}""",
        }, cancel);
        return "shop-orders";
    }
}
