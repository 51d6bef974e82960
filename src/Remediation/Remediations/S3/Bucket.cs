using System.Net;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>A bucket as every remediation of buckets sees it.</summary>
internal static class Bucket
{
    /// <summary>Of the bucket itself.</summary>
    public const string Arn = "arn:{partition}:s3:::{id}";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        new("s3:GetBucketPublicAccessBlock", Arn), new("s3:GetBucketPolicy", Arn), new("s3:GetBucketAcl", Arn), new("s3:GetEncryptionConfiguration", Arn),
        new("s3:GetBucketVersioning", Arn), new("s3:GetBucketLogging", Arn), new("s3:GetBucketTagging", Arn), new("s3:GetBucketOwnershipControls", Arn),
    ];

    /// <summary>Block Public Access, policy, grants, encryption, versioning, logging, ownership, tags. Null when there is no such bucket.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var (s3, name) = (subject.Session.S3, subject.Id);
        // The owner's account goes along with each call: a bucket's name may have gone to somebody else since (S3 User Guide, "Verifying bucket ownership").
        var owner = subject.Incident.AccountId;
        try
        {
            var block = await UnlessAbsentAsync(async () => (await s3.GetPublicAccessBlockAsync(new() { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken)).PublicAccessBlockConfiguration);
            var policy = await BucketPolicy.TextAsync(subject, cancellationToken);
            var acl = await s3.GetBucketAclAsync(new() { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken);
            var encryption = await UnlessAbsentAsync(async () => (await s3.GetBucketEncryptionAsync(new() { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken)).ServerSideEncryptionConfiguration);
            var versioning = await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken);
            var logging = await s3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken);
            var ownership = await UnlessAbsentAsync(async () => (await s3.GetBucketOwnershipControlsAsync(new() { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken)).OwnershipControls);
            var tags = await UnlessAbsentAsync(async () => (await s3.GetBucketTaggingAsync(new() { BucketName = name, ExpectedBucketOwner = owner }, cancellationToken)).TagSet);
            return new()
            {
                ["name"] = name,
                ["arn"] = $"arn:{subject.Partition}:s3:::{name}",
                ["account"] = owner,
                ["region"] = subject.Incident.Region,
                ["publicAccessBlock"] = block is null ? null : Block(block),
                ["policy"] = BucketPolicy.Image(policy),
                ["acl"] = BucketAcl.Image(acl, ownership?.Rules?.FirstOrDefault()?.ObjectOwnership?.Value),
                ["encryption"] = BucketEncryption.Image(encryption),
                ["versioning"] = versioning.VersioningConfig?.Status?.Value is { Length: > 0 } status ? status : "Off",
                ["mfaDelete"] = versioning.VersioningConfig?.EnableMfaDelete ?? false,
                ["logging"] = BucketLogging.Image(logging.BucketLoggingConfig),
                ["tags"] = new JsonObject((tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (AmazonS3Exception gone) when (gone.ErrorCode == "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>All four switches on.</summary>
    public static JsonObject WholeBlock() => new() { ["blockPublicAcls"] = true, ["blockPublicPolicy"] = true, ["ignorePublicAcls"] = true, ["restrictPublicBuckets"] = true };

    /// <summary>Sets the block, or takes it away.</summary>
    public static async Task WriteBlockAsync(Subject subject, JsonNode? value, CancellationToken cancellationToken)
    {
        if (value is not JsonObject block)
        {
            await subject.Session.S3.DeletePublicAccessBlockAsync(new() { BucketName = subject.Id, ExpectedBucketOwner = subject.Incident.AccountId }, cancellationToken);
            return;
        }

        await subject.Session.S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = subject.Id,
                ExpectedBucketOwner = subject.Incident.AccountId,
                PublicAccessBlockConfiguration = new()
                {
                    BlockPublicAcls = (bool)block["blockPublicAcls"]!,
                    BlockPublicPolicy = (bool)block["blockPublicPolicy"]!,
                    IgnorePublicAcls = (bool)block["ignorePublicAcls"]!,
                    RestrictPublicBuckets = (bool)block["restrictPublicBuckets"]!,
                },
            },
            cancellationToken);
    }

    /// <summary>Whether all four are on.</summary>
    public static bool IsWholeBlock(JsonNode? block) => JsonNode.DeepEquals(block, WholeBlock());

    private static JsonObject Block(PublicAccessBlockConfiguration block) => new()
    {
        ["blockPublicAcls"] = block.BlockPublicAcls ?? false,
        ["blockPublicPolicy"] = block.BlockPublicPolicy ?? false,
        ["ignorePublicAcls"] = block.IgnorePublicAcls ?? false,
        ["restrictPublicBuckets"] = block.RestrictPublicBuckets ?? false,
    };

    /// <summary>What S3 answers 404 for, because nobody set it.</summary>
    private static async Task<T?> UnlessAbsentAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound && absent.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }
}
