using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.Buckets;

/// <summary>The calls of <see cref="BucketKind"/>. Only buckets whose names are of our form are read: the form holds the account's id, and is nobody else's.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class BucketsAws(BucketKind kind) : ScopedThing<BucketAttributes>(kind, Places.Regions)
{
    // These actions are for access points and more too, which the tool has none of.
    private const string Buckets = "arn:{partition}:s3:::*";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "s3:ListAllMyBuckets", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration", new("s3:GetBucketPolicy", Buckets), "s3:GetBucketPublicAccessBlock", "s3:GetBucketOwnershipControls",
        "s3:GetBucketObjectLockConfiguration", "s3:GetLifecycleConfiguration", "s3:GetBucketLogging", "s3:GetBucketTagging", new("s3:ListBucketVersions", Buckets),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "s3:CreateBucket", new("s3:TagResource", Buckets, "s3:CreateBucket"), "s3:PutBucketPublicAccessBlock", "s3:PutBucketOwnershipControls", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutBucketPolicy",
        "s3:PutBucketObjectLockConfiguration", "s3:PutLifecycleConfiguration", "s3:PutBucketLogging", "s3:PutBucketTagging", "s3:DeleteBucket",
        // S3 asks for these of whoever names the key (User Guide, "Using server-side encryption with AWS KMS keys", read 2026-11).
        "kms:DescribeKey", "kms:ListAliases",
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel)
    {
        if (world.Policies.Find(LogArchiveFile.Area) is not { Value: var file })
        {
            return [];
        }

        var archive = file.Resolved(world.LandingZone);
        var declared = archive.Buckets.Select(bucket => BucketPlaces.Of(bucket.Value, archive, world.LandingZone)).ToHashSet();
        return await world.ScopesOfAsync(declared, cancel);
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var names = await world.SharedAsync($"buckets@{scope.Account}", stop => ListAsync(world.SessionOf(new Scope(scope.Account)).S3, world, stop), cancel);
        var buckets = names.Select(name => BucketNames.Find(name, scope, world)).OfType<Address>().ToList();
        return [.. (await Paged.EachAsync(buckets, (bucket, stop) => SeenAsync(bucket, session.S3, world, stop), cancel)).OfType<Resource>()];
    }

    /// <inheritdoc/>
    protected override Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel) => SeenAsync(address, session.S3, world, cancel);

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, BucketAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var s3 = world.SessionOf(address).S3;
        try
        {
            await s3.PutBucketAsync(
                new PutBucketRequest
                {
                    BucketName = BucketNames.Of(address, world),
                    // Else the SDK writes a second location constraint, and calls eu-west-1 EU in it.
                    UseClientRegion = false,
                    ObjectLockEnabledForBucket = desired.ObjectLock is not null,
                    ObjectOwnership = ObjectOwnership.FindValue(desired.ObjectOwnership),
                    PutBucketConfiguration = new()
                    {
                        // us-east-1 has no name here: S3 API Reference, CreateBucketConfiguration, read 2026-11. FindValue would make EU of eu-west-1.
                        LocationConstraint = address.Region == "us-east-1" ? null : new BucketLocationConstraint(address.Region),
                        Tags = [.. desired.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
                    },
                },
                cancel);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Made by a call whose answer was lost.
        }

        var made = await Shown.AwaitAsync(address, new BucketReading(address, s3, world).ReadAsync, world.Time, cancel);
        await new BucketEdit(address, s3, world).CarryOutAsync(made, desired, cancel);
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, BucketAttributes observed, BucketAttributes desired, AwsWorld world, CancellationToken cancel) =>
        new BucketEdit(address, world.SessionOf(address).S3, world).CarryOutAsync(observed, desired, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, BucketAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.SessionOf(address).S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = BucketNames.Of(address, world) }, cancel);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchBucket")
        {
            // Gone already.
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketNotEmpty")
        {
            throw new FaultException(kind.Refuse(new(address, kind.Of(address, observed with { HoldsObjects = true }), null))!);
        }
    }

    private static Task<List<string>> ListAsync(IAmazonS3 s3, AwsWorld world, CancellationToken cancel) => Paged.AllAsync(async token =>
    {
        var page = await s3.ListBucketsAsync(new ListBucketsRequest { Prefix = world.LandingZone.NamePrefix, MaxBuckets = 1000, ContinuationToken = token }, cancel);
        return (page.Buckets?.ConvertAll(bucket => bucket.BucketName), page.ContinuationToken);
    });

    private async Task<Resource?> SeenAsync(Address address, IAmazonS3 s3, AwsWorld world, CancellationToken cancel)
    {
        var reading = new BucketReading(address, s3, world);
        if (await reading.ReadAsync(cancel) is not { } bucket)
        {
            return null;
        }

        var owned = world.IsOurs(bucket.Tags);
        if (owned && !IsDeclared(address, world) && await reading.HoldsObjectsAsync(cancel))
        {
            bucket = bucket with { HoldsObjects = true };
        }

        return kind.Of(address, bucket, owned);
    }

    private static bool IsDeclared(Address address, AwsWorld world) => world.Policies.Find(LogArchiveFile.Area) is { Value: var file }
        && file.Resolved(world.LandingZone) is var archive
        && archive.Buckets.Any(bucket => BucketPlaces.Of(bucket.Value, archive, world.LandingZone).Address(KindNames.Bucket, bucket.Value.Purpose) == address);
}
