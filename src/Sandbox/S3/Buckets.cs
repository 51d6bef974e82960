using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>Buckets themselves.</summary>
internal sealed partial class S3Sandbox
{
    private const string NoRegion = "us-east-1";

    private readonly Pages buckets = new(world.Options, 10_000, static () => Invalid("InvalidArgument", "The continuation token provided is incorrect"));

    // S3 User Guide, "General purpose bucket naming rules", read 2026-11.
    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName { get; }

    public override CreateBucketResponse CreateBucket(CreateBucketRequest request, Call call)
    {
        var name = request.Bucket!;
        if (!BucketName.IsMatch(name))
        {
            throw Invalid("InvalidBucketName", "The specified bucket is not valid.");
        }

        // Outside us-east-1 the region must be named, and be the one that is called.
        // EU is eu-west-1's name from before regions had such names: S3 API Reference, CreateBucketConfiguration, read 2026-11.
        var asked = request.CreateBucketConfiguration?.LocationConstraint switch
        {
            null or "" => NoRegion,
            "EU" => "eu-west-1",
            var constraint => constraint,
        };
        if (asked != call.Region)
        {
            throw Invalid("IllegalLocationConstraintException", $"The {(asked == NoRegion ? "unspecified" : asked)} location constraint is incompatible for the region specific endpoint this request was sent to.");
        }

        if (world.State.Buckets.TryGetValue(name, out var taken))
        {
            throw taken.AccountId == call.AccountId
                ? new WireException("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409)
                : new WireException("BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system.", 409);
        }

        var bucket = new StoredBucket
        {
            Name = name,
            AccountId = call.AccountId,
            Region = call.Region,
            CreatedAt = world.Now,
            ObjectOwnership = request.ObjectOwnership ?? "BucketOwnerEnforced",
            ObjectLock = request.ObjectLockEnabledForBucket == true,
            Versioning = request.ObjectLockEnabledForBucket == true ? "Enabled" : null,
        };
        Tag(bucket, request.CreateBucketConfiguration?.Tags ?? []);
        world.State.Buckets.Add(name, bucket);
        return new() { Location = $"http://{name}.s3.amazonaws.com/", BucketArn = $"arn:aws:s3:::{name}" };
    }

    public override DeleteBucketResponse DeleteBucket(DeleteBucketRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (bucket.Objects.Count > 0)
        {
            throw new WireException("BucketNotEmpty", "The bucket you tried to delete is not empty. You must delete all versions in the bucket.", 409);
        }

        world.State.Buckets.Remove(bucket.Name);
        return new();
    }

    public override HeadBucketResponse HeadBucket(HeadBucketRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        return new() { BucketRegion = bucket.Region, BucketArn = $"arn:aws:s3:::{bucket.Name}" };
    }

    public override GetBucketLocationResponse GetBucketLocation(GetBucketLocationRequest request, Call call)
    {
        var region = Bucket(request.Bucket, call with { Region = world.State.Buckets.GetValueOrDefault(request.Bucket!)?.Region ?? call.Region }).Region;
        return new() { LocationConstraint = region == NoRegion ? null : region };
    }

    public override ListBucketsResponse ListBuckets(ListBucketsRequest request, Call call)
    {
        var own = world.State.Buckets.Values.Where(bucket => bucket.AccountId == call.AccountId
            && (request.Prefix is null || bucket.Name.StartsWith(request.Prefix, StringComparison.Ordinal))
            && (request.BucketRegion is null || bucket.Region == request.BucketRegion));
        var (page, next) = buckets.Cut(own, request.MaxBuckets, request.ContinuationToken);
        return new()
        {
            Buckets = page.ConvertAll(bucket => new Bucket { Name = bucket.Name, CreationDate = bucket.CreatedAt, BucketRegion = bucket.Region, BucketArn = $"arn:aws:s3:::{bucket.Name}" }),
            Owner = OwnerOf(call.AccountId),
            ContinuationToken = next,
            Prefix = request.Prefix,
        };
    }

    // A canonical user id is 64 hexadecimal digits; this one is made of the account's id.
    /// <summary>The account's canonical user id; here it shows which account it is.</summary>
    internal static string CanonicalId(string accountId) => accountId.PadLeft(64, '0');

    private static Owner OwnerOf(string accountId) => new() { ID = CanonicalId(accountId) };
}
