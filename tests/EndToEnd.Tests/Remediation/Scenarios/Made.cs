using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Things that many scenarios make.</summary>
internal static class Made
{
    /// <summary>A bucket in the session's region.</summary>
    public static Task BucketAsync(AwsSession member, string name, CancellationToken cancel) => member.S3.PutBucketAsync(
        new PutBucketRequest { BucketName = name, PutBucketConfiguration = new() { LocationConstraint = member.Region } }, cancel);

    /// <summary>A regional web ACL that lets everything through.</summary>
    /// <returns>Its ARN.</returns>
    public static async Task<string> WebAclAsync(AwsSession member, string name, CancellationToken cancel) => (await member.Waf.CreateWebACLAsync(
        new()
        {
            Name = name,
            Scope = Amazon.WAFV2.Scope.REGIONAL,
            DefaultAction = new() { Allow = new() },
            VisibilityConfig = new() { CloudWatchMetricsEnabled = true, MetricName = name, SampledRequestsEnabled = true },
        },
        cancel)).Summary.ARN;
}
