using Amazon.CloudTrail.Model;
using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

/// <summary>A sandbox with an organization, and the tool's own sessions to its accounts.</summary>
internal sealed class LogRig : IDisposable
{
    public const string Bucket = "logs-123456789012-eu-west-1";

    private readonly SandboxHandler handler;
    private readonly AwsConnection connection;

    private LogRig(TestCloud cloud)
    {
        Cloud = cloud;
        handler = new SandboxHandler(cloud.Cloud);
        connection = new(new() { Handler = handler, Region = "eu-west-1" });
    }

    public TestCloud Cloud { get; }

    /// <summary>The management account, in eu-west-1.</summary>
    public AwsSession Home => connection.Home;

    public string OrganizationId { get; private set; } = "";

    public static async Task<LogRig> Ready(SandboxOptions? options = null, string? path = null, bool trusted = true)
    {
        var rig = new LogRig((await WithOrganization(options, path)).Cloud);
        rig.OrganizationId = (await rig.Cloud.Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.Id;
        if (trusted)
        {
            await rig.Home.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "cloudtrail.amazonaws.com" }, Cancel);
        }

        return rig;
    }

    /// <summary>The bucket, and whatever policy it is given.</summary>
    public async Task<string> NewBucket(string? policy)
    {
        await Home.S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, PutBucketConfiguration = new() { LocationConstraint = "eu-west-1" } }, Cancel);
        if (policy is not null)
        {
            await Home.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Bucket, Policy = policy }, Cancel);
        }

        return Bucket;
    }

    /// <summary>Lets CloudTrail write into these folders.</summary>
    public static string PolicyFor(params IEnumerable<string> folders) => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::{{Bucket}}"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
           "Resource":[{{string.Join(',', folders.Select(folder => $"\"arn:aws:s3:::{Bucket}/AWSLogs/{folder}/*\""))}}],
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"},"ArnLike":{"aws:SourceArn":"arn:aws:cloudtrail:*:123456789012:trail/*"} } }]}
        """;

    public Task<CreateTrailResponse> NewTrail(bool organization = true, string? key = null) => Home.CloudTrail.CreateTrailAsync(
        new() { Name = "organization", S3BucketName = Bucket, IsOrganizationTrail = organization, IsMultiRegionTrail = true, KmsKeyId = key }, Cancel);

    public void Dispose()
    {
        connection.Dispose();
        handler.Dispose();
        Cloud.Dispose();
    }
}
