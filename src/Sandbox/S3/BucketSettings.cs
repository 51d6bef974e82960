using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>What buckets are set to: who owns objects, encryption, versions, tags, and what is only ever as AWS begins.</summary>
internal sealed partial class S3Sandbox
{
    public override GetPublicAccessBlockResponse GetPublicAccessBlock(GetPublicAccessBlockRequest request, Call call)
    {
        var block = Bucket(request.Bucket, call).PublicAccessBlock ?? throw Missing("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found");
        return new()
        {
            PublicAccessBlockConfiguration = new()
            {
                BlockPublicAcls = block.BlockPublicAcls,
                IgnorePublicAcls = block.IgnorePublicAcls,
                BlockPublicPolicy = block.BlockPublicPolicy,
                RestrictPublicBuckets = block.RestrictPublicBuckets,
            },
        };
    }

    public override PutPublicAccessBlockResponse PutPublicAccessBlock(PutPublicAccessBlockRequest request, Call call)
    {
        var asked = request.PublicAccessBlockConfiguration!;
        Bucket(request.Bucket, call).PublicAccessBlock = new()
        {
            BlockPublicAcls = asked.BlockPublicAcls == true,
            IgnorePublicAcls = asked.IgnorePublicAcls == true,
            BlockPublicPolicy = asked.BlockPublicPolicy == true,
            RestrictPublicBuckets = asked.RestrictPublicBuckets == true,
        };
        return new();
    }

    public override DeletePublicAccessBlockResponse DeletePublicAccessBlock(DeletePublicAccessBlockRequest request, Call call)
    {
        Bucket(request.Bucket, call).PublicAccessBlock = null;
        return new();
    }

    public override GetBucketOwnershipControlsResponse GetBucketOwnershipControls(GetBucketOwnershipControlsRequest request, Call call)
    {
        var ownership = Bucket(request.Bucket, call).ObjectOwnership ?? throw Missing("OwnershipControlsNotFoundError", "The bucket ownership controls were not found");
        return new() { OwnershipControls = new() { Rules = [new() { ObjectOwnership = ownership }] } };
    }

    public override PutBucketOwnershipControlsResponse PutBucketOwnershipControls(PutBucketOwnershipControlsRequest request, Call call)
    {
        Bucket(request.Bucket, call).ObjectOwnership = request.OwnershipControls?.Rules is [var rule] ? rule.ObjectOwnership : throw Malformed();
        return new();
    }

    public override DeleteBucketOwnershipControlsResponse DeleteBucketOwnershipControls(DeleteBucketOwnershipControlsRequest request, Call call)
    {
        Bucket(request.Bucket, call).ObjectOwnership = null;
        return new();
    }

    public override GetBucketEncryptionResponse GetBucketEncryption(GetBucketEncryptionRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        return new()
        {
            ServerSideEncryptionConfiguration = new()
            {
                Rules = [new() { ApplyServerSideEncryptionByDefault = new() { SSEAlgorithm = bucket.Encryption, KMSMasterKeyID = bucket.KmsKeyId }, BucketKeyEnabled = bucket.BucketKey }],
            },
        };
    }

    public override PutBucketEncryptionResponse PutBucketEncryption(PutBucketEncryptionRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (request.ServerSideEncryptionConfiguration?.Rules is not [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: { } algorithm } asked } rule])
        {
            throw Malformed();
        }

        if (algorithm == "AES256" && asked.KMSMasterKeyID is not null)
        {
            throw Invalid("InvalidArgument", "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }

        (bucket.Encryption, bucket.KmsKeyId, bucket.BucketKey) = (algorithm, asked.KMSMasterKeyID, rule.BucketKeyEnabled == true);
        return new();
    }

    // S3's own encryption is what remains: there is no bucket without (since January 2023).
    public override DeleteBucketEncryptionResponse DeleteBucketEncryption(DeleteBucketEncryptionRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        (bucket.Encryption, bucket.KmsKeyId, bucket.BucketKey) = ("AES256", null, false);
        return new();
    }

    public override GetBucketVersioningResponse GetBucketVersioning(GetBucketVersioningRequest request, Call call) => new() { Status = Bucket(request.Bucket, call).Versioning };

    public override PutBucketVersioningResponse PutBucketVersioning(PutBucketVersioningRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (bucket.ObjectLock && request.VersioningConfiguration?.Status != "Enabled")
        {
            throw new WireException("InvalidBucketState", "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.", 409);
        }

        bucket.Versioning = request.VersioningConfiguration?.Status ?? throw Invalid("IllegalVersioningConfigurationException", "The Versioning element must be specified");
        return new();
    }

    public override GetBucketTaggingResponse GetBucketTagging(GetBucketTaggingRequest request, Call call) => Bucket(request.Bucket, call).Tags is { Count: > 0 } tags
        ? new() { TagSet = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }
        : throw Missing("NoSuchTagSet", "The TagSet does not exist");

    public override PutBucketTaggingResponse PutBucketTagging(PutBucketTaggingRequest request, Call call)
    {
        Tag(Bucket(request.Bucket, call), request.Tagging?.TagSet ?? []);
        return new();
    }

    public override DeleteBucketTaggingResponse DeleteBucketTagging(DeleteBucketTaggingRequest request, Call call)
    {
        Bucket(request.Bucket, call).Tags.Clear();
        return new();
    }

    public override GetBucketAclResponse GetBucketAcl(GetBucketAclRequest request, Call call)
    {
        var owner = OwnerOf(Bucket(request.Bucket, call).AccountId);
        return new() { Owner = owner, Grants = [new() { Grantee = new() { ID = owner.ID, Type = "CanonicalUser" }, Permission = "FULL_CONTROL" }] };
    }

    public override PutBucketAclResponse PutBucketAcl(PutBucketAclRequest request, Call call) => Bucket(request.Bucket, call).ObjectOwnership == "BucketOwnerEnforced"
        ? throw Invalid("AccessControlListNotSupported", "The bucket does not allow ACLs")
        : throw NotOffered(S3Schemas.PutBucketAcl);

    // What Terraform and the AWS CLI ask of every bucket, and nothing here can set.
    public override GetBucketAccelerateConfigurationResponse GetBucketAccelerateConfiguration(GetBucketAccelerateConfigurationRequest request, Call call)
    {
        _ = Bucket(request.Bucket, call);
        return new();
    }

    public override GetBucketRequestPaymentResponse GetBucketRequestPayment(GetBucketRequestPaymentRequest request, Call call)
    {
        _ = Bucket(request.Bucket, call);
        return new() { Payer = "BucketOwner" };
    }

    public override GetBucketCorsResponse GetBucketCors(GetBucketCorsRequest request, Call call)
    {
        _ = Bucket(request.Bucket, call);
        throw Missing("NoSuchCORSConfiguration", "The CORS configuration does not exist");
    }

    public override GetBucketWebsiteResponse GetBucketWebsite(GetBucketWebsiteRequest request, Call call)
    {
        _ = Bucket(request.Bucket, call);
        throw Missing("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");
    }

    public override GetBucketReplicationResponse GetBucketReplication(GetBucketReplicationRequest request, Call call)
    {
        _ = Bucket(request.Bucket, call);
        throw Missing("ReplicationConfigurationNotFoundError", "The replication configuration was not found");
    }

    private static WireException Malformed() => Invalid("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    private static void Tag(StoredBucket bucket, List<Tag> tags)
    {
        if (tags.Select(tag => tag.Key).Distinct(StringComparer.Ordinal).Count() != tags.Count || tags.Exists(tag => tag.Key!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid("InvalidTag", "System tags cannot be added/updated by requester, and keys must be unique");
        }

        bucket.Tags = new(tags.ToDictionary(tag => tag.Key!, tag => tag.Value ?? "", StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
