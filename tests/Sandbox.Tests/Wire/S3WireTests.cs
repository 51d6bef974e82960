using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Sandbox.Wire;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>The wire side of S3 with the official package as its client, in every way in which it addresses buckets and sends objects.</summary>
public sealed class S3WireTests
{
    private readonly Bucket bucket = new();

    /// <summary>Endpoint, and whether the bucket is in the path.</summary>
    public static TheoryData<string, bool> Addresses => new()
    {
        { "http://wire.test", true },
        { "https://wire.test", true },
        { "http://localhost:4566", false },
        { "https://s3.eu-west-1.amazonaws.com", false },
        { "https://s3.dualstack.eu-west-1.amazonaws.com", false },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_object_comes_back_as_it_went(string endpoint, bool inPath)
    {
        using var client = Client(endpoint, inPath);
        var content = string.Concat(Enumerable.Repeat("0123456789abcdef\r\n", 10_000));
        foreach (var key in new[] { "plain", "a/b//c/", "ü € + % & ?x=1 #", "policy" })
        {
            var request = new PutObjectRequest { BucketName = "my.bucket", Key = key, ContentBody = content, ContentType = "text/csv" };
            request.Metadata.Add("team", "a b");

            await client.PutObjectAsync(request, Cancellation);
            using var got = await client.GetObjectAsync("my.bucket", key, Cancellation);
            using var reader = new StreamReader(got.ResponseStream, Encoding.UTF8);

            Assert.Equal(content, await reader.ReadToEndAsync(Cancellation));
            Assert.Equal(("my.bucket", key, "text/csv", "a b"), (bucket.Put!.Bucket, bucket.Put.Key, got.Headers.ContentType, got.Metadata["team"]));
            Assert.Null(bucket.Put.ContentEncoding);
            Assert.Equal(content.Length, bucket.Put.ContentLength);
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task What_is_asked_of_a_bucket_is_told_by_a_parameter(string endpoint, bool inPath)
    {
        using var client = Client(endpoint, inPath);

        await client.PutBucketPolicyAsync("my.bucket", "{\"Statement\":[]}", Cancellation);
        var policy = await client.GetBucketPolicyAsync("my.bucket", Cancellation);
        await client.PutPublicAccessBlockAsync(new PutPublicAccessBlockRequest { BucketName = "my.bucket", PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, BlockPublicPolicy = false } }, Cancellation);
        var location = await client.GetBucketLocationAsync("my.bucket", Cancellation);
        var listed = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "my.bucket", Prefix = "a/", Delimiter = "/" }, Cancellation);

        Assert.Equal("my.bucket {\"Statement\":[]}", policy.Policy);
        Assert.Equal((true, false, null), (bucket.Block!.BlockPublicAcls, bucket.Block.BlockPublicPolicy, bucket.Block.IgnorePublicAcls));
        Assert.Equal("eu-west-1", location.Location.Value);
        Assert.Equal(["a/1", "a/2"], listed.S3Objects.Select(static each => each.Key));
        Assert.Equal(["a/b/"], listed.CommonPrefixes);
    }

    [Fact]
    public async Task A_bucket_is_made_with_its_region_and_listed()
    {
        using var client = Client();

        await client.PutBucketAsync(new PutBucketRequest { BucketName = "fresh", BucketRegionName = "eu-central-1", ObjectLockEnabledForBucket = true }, Cancellation);
        var buckets = await client.ListBucketsAsync(Cancellation);

        Assert.Equal(("fresh", "eu-central-1", true), (bucket.Made!.Bucket, bucket.Made.CreateBucketConfiguration!.LocationConstraint, bucket.Made.ObjectLockEnabledForBucket));
        Assert.Equal(["fresh"], buckets.Buckets.Select(static each => each.BucketName));
    }

    [Fact]
    public async Task Settings_with_rules_grantees_and_tags_arrive_whole()
    {
        using var client = Client();

        await client.PutLifecycleConfigurationAsync("bbb", new LifecycleConfiguration { Rules = [new() { Id = "old", Status = LifecycleRuleStatus.Enabled, Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "logs/" } }, Expiration = new() { Days = 400 } }] }, Cancellation);
        await client.PutBucketTaggingAsync("bbb", [new Tag { Key = "k", Value = "v" }], Cancellation);
        var acl = await client.GetBucketAclAsync(new GetBucketAclRequest { BucketName = "bbb" }, Cancellation);

        Assert.Equal(("old", "Enabled", "logs/", 400), (bucket.Rule!.ID, bucket.Rule.Status, bucket.Rule.Filter!.Prefix, bucket.Rule.Expiration!.Days));
        Assert.Equal(("k", "v"), (bucket.Tags![0].Key, bucket.Tags[0].Value));
        Assert.Equal("http://acs.amazonaws.com/groups/s3/LogDelivery", acl.Grants.Single().Grantee.URI);
        Assert.Equal("Group", acl.Grants.Single().Grantee.Type.Value);
    }

    [Fact]
    public async Task A_refusal_has_code_and_message_and_one_of_head_the_status()
    {
        using var client = Client();

        var missing = await Assert.ThrowsAsync<NoSuchKeyException>(() => client.GetObjectAsync("bbb", "gone", Cancellation));
        var headless = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectMetadataAsync("bbb", "gone", Cancellation));

        Assert.Equal(("NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound), (missing.ErrorCode, missing.Message, missing.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, headless.StatusCode);
        Assert.Equal("request-1", missing.RequestId);
    }

    [Fact]
    public async Task The_head_of_an_object_tells_its_length()
    {
        using var client = Client();
        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bbb", Key = "k", ContentBody = "12345" }, Cancellation);

        var head = await client.GetObjectMetadataAsync("bbb", "k", Cancellation);

        Assert.Equal((5, Tag), (head.ContentLength, head.ETag));
    }

    [Fact]
    public async Task An_operation_that_is_not_modelled_is_not_taken_for_another()
    {
        using var client = Client();

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.PutBucketAccelerateConfigurationAsync(new() { BucketName = "bbb", AccelerateConfiguration = new() { Status = BucketAccelerateStatus.Enabled } }, Cancellation));
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.CopyObjectAsync("bbb", "k", "bbb", "l", Cancellation));
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.UploadPartAsync(new UploadPartRequest { BucketName = "bbb", Key = "k", UploadId = "u", PartNumber = 1, InputStream = new MemoryStream([1]) }, Cancellation));

        Assert.Null(bucket.Made);
        Assert.Null(bucket.Put);
    }

    private AmazonS3Client Client(string endpoint = "http://wire.test", bool inPath = true)
    {
        var config = WireClientFactory.Configure(new AmazonS3Config(), new Server.S3WireService(bucket));
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = "eu-west-1";
        config.ForcePathStyle = inPath;
        return new(new BasicAWSCredentials("key", "secret"), config);
    }

    private static string Tag => "\"0123456789abcdef0123456789abcdef-1\"";

    private sealed class Bucket : Server.S3Operations
    {
        public Server.CreateBucketRequest? Made { get; private set; }

        public Server.PutObjectRequest? Put { get; private set; }

        public Server.PublicAccessBlockConfiguration? Block { get; private set; }

        public Server.LifecycleRule? Rule { get; private set; }

        public List<Server.Tag>? Tags { get; private set; }

        private string? Policy { get; set; }

        public override Server.CreateBucketResponse CreateBucket(Server.CreateBucketRequest request, Call call)
        {
            Made = request;
            return new() { Location = $"/{request.Bucket}" };
        }

        public override Server.ListBucketsResponse ListBuckets(Server.ListBucketsRequest request, Call call) =>
            new() { Buckets = [new() { Name = Made!.Bucket, CreationDate = DateTimeOffset.UnixEpoch }] };

        public override Server.PutObjectResponse PutObject(Server.PutObjectRequest request, Call call)
        {
            Put = request;
            return new() { ETag = Tag };
        }

        public override Server.GetObjectResponse GetObject(Server.GetObjectRequest request, Call call) => request.Key == Put?.Key
            ? new() { Body = Put!.Body, ContentType = Put.ContentType, Metadata = Put.Metadata, ETag = Tag }
            : throw new Server.NoSuchKeyException("The specified key does not exist.");

        public override Server.HeadObjectResponse HeadObject(Server.HeadObjectRequest request, Call call) => request.Key == Put?.Key
            ? new() { ContentLength = Put!.Body!.Length, ETag = Tag }
            : throw new Server.NoSuchKeyException("The specified key does not exist.");

        public override Server.PutBucketPolicyResponse PutBucketPolicy(Server.PutBucketPolicyRequest request, Call call)
        {
            Policy = $"{request.Bucket} {request.Policy}";
            return new();
        }

        public override Server.GetBucketPolicyResponse GetBucketPolicy(Server.GetBucketPolicyRequest request, Call call) => new() { Policy = Policy };

        public override Server.PutPublicAccessBlockResponse PutPublicAccessBlock(Server.PutPublicAccessBlockRequest request, Call call)
        {
            Block = request.PublicAccessBlockConfiguration;
            return new();
        }

        public override Server.GetBucketLocationResponse GetBucketLocation(Server.GetBucketLocationRequest request, Call call) => new() { LocationConstraint = "eu-west-1" };

        public override Server.ListObjectsV2Response ListObjectsV2(Server.ListObjectsV2Request request, Call call) => new()
        {
            Contents = [new() { Key = request.Prefix + "1", Size = 1 }, new() { Key = request.Prefix + "2", Size = 2 }],
            CommonPrefixes = [new() { Prefix = request.Prefix + "b" + request.Delimiter }],
            IsTruncated = false,
            KeyCount = 3,
        };

        public override Server.PutBucketLifecycleConfigurationResponse PutBucketLifecycleConfiguration(Server.PutBucketLifecycleConfigurationRequest request, Call call)
        {
            Rule = request.LifecycleConfiguration!.Rules!.Single();
            return new();
        }

        public override Server.PutBucketTaggingResponse PutBucketTagging(Server.PutBucketTaggingRequest request, Call call)
        {
            Tags = request.Tagging!.TagSet;
            return new();
        }

        public override Server.GetBucketAclResponse GetBucketAcl(Server.GetBucketAclRequest request, Call call) => new()
        {
            Owner = new() { ID = "me" },
            Grants = [new() { Grantee = new() { Type = "Group", URI = "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission = "WRITE" }],
        };
    }
}
