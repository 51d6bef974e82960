using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>Nobody logs the bucket; the bucket for logs is there and lets S3 write.</summary>
internal sealed class Unlogged : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var logs = $"secret-scoops-access-logs-{member.AccountId}-{member.Region}";
        await Made.BucketsAsync(member, cancel, "shop-orders", logs);
        // moto shows what a bucket holds only while it holds nothing.
        await member.S3.PutObjectAsync(new PutObjectRequest { BucketName = logs, Key = "first", ContentBody = "-" }, cancel);
        await member.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = logs,
            Policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Logs","Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":["s3:PutObject"],"Resource":"arn:aws:s3:::{{logs}}/*"}]}""",
        }, cancel);
        return "shop-orders";
    }
}
