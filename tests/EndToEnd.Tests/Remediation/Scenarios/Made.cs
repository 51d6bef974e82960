using System.IO.Compression;
using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Things that many scenarios make.</summary>
internal static class Made
{
    /// <summary>A bucket in the session's region.</summary>
    public static Task BucketAsync(AwsSession member, string name, CancellationToken cancel) => member.S3.PutBucketAsync(
        new PutBucketRequest { BucketName = name, PutBucketConfiguration = new() { LocationConstraint = member.Region } }, cancel);

    /// <summary>A machine image of the account's own.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> ImageAsync(AwsSession member, CancellationToken cancel) => (await member.Ec2.RegisterImageAsync(
        new() { Name = "shop", RootDeviceName = "/dev/xvda", Architecture = "x86_64", VirtualizationType = "hvm" }, cancel)).ImageId;

    /// <summary>Buckets with a tag each.</summary>
    public static async Task BucketsAsync(AwsSession member, CancellationToken cancel, params string[] names)
    {
        foreach (var name in names)
        {
            await BucketAsync(member, name, cancel);
            await member.S3.PutBucketTaggingAsync(new() { BucketName = name, TagSet = [new() { Key = "team", Value = "shop" }] }, cancel);
        }
    }

    /// <summary>A function that nobody runs.</summary>
    /// <returns>Its ARN.</returns>
    public static async Task<string> FunctionAsync(AwsSession member, string name, CancellationToken cancel)
    {
        const string trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        var role = (await member.Iam.CreateRoleAsync(new() { RoleName = name, AssumeRolePolicyDocument = trust }, cancel)).Role.Arn;
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var code = await archive.CreateEntry("lambda_function.py").OpenAsync(cancel);
            await code.WriteAsync("def lambda_handler(event, context):\n    return None\n"u8.ToArray(), cancel);
        }

        zip.Position = 0;
        return (await member.Lambda.CreateFunctionAsync(
            new() { FunctionName = name, Runtime = "python3.13", Handler = "lambda_function.lambda_handler", Role = role, Code = new() { ZipFile = zip } }, cancel)).FunctionArn;
    }

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
