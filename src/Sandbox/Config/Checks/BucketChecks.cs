using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>S3: buckets, and the account's Block Public Access.</summary>
internal sealed class BucketChecks : IConfigCheck
{
    private const string Bucket = "AWS::S3::Bucket";

    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers =>
    [
        "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", "S3_BUCKET_PUBLIC_READ_PROHIBITED", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
        "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED", "S3_DEFAULT_ENCRYPTION_KMS", "S3_BUCKET_SSL_REQUESTS_ONLY", "S3_BUCKET_ACL_PROHIBITED", "S3_BUCKET_LOGGING_ENABLED",
        "S3_BUCKET_VERSIONING_ENABLED", "S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED",
    ];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        if (request.Identifier == "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC")
        {
            return [request.Own(Blocks(request.Account.S3?.PublicAccessBlock), "The account does not block public access.")];
        }

        return request.World.State.Buckets.Values
            .Where(bucket => bucket.AccountId == request.Account.Id && bucket.Region == request.Region)
            .Select(bucket => new CheckedResource(Bucket, bucket.Name, Judge(bucket, request), $"The bucket does not pass {request.Identifier}."));
    }

    private static bool Judge(StoredBucket bucket, CheckRequest request) => request.Identifier switch
    {
        "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED" => Blocks(bucket.PublicAccessBlock),
        "S3_BUCKET_PUBLIC_READ_PROHIBITED" or "S3_BUCKET_PUBLIC_WRITE_PROHIBITED" =>
            !PublicPolicy.IsPublic(bucket.Policy) || bucket.PublicAccessBlock?.RestrictPublicBuckets == true || request.Account.S3?.PublicAccessBlock?.RestrictPublicBuckets == true,
        "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED" => true, // S3 encrypts every bucket since January 2023 (S3 User Guide, "Default encryption", read 2026-11).
        "S3_DEFAULT_ENCRYPTION_KMS" => bucket.Encryption.StartsWith("aws:kms", StringComparison.Ordinal),
        "S3_BUCKET_SSL_REQUESTS_ONLY" => DeniesPlainText(bucket),
        "S3_BUCKET_ACL_PROHIBITED" => bucket.ObjectOwnership == "BucketOwnerEnforced",
        "S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED" => !ForeignActions.Allowed(bucket, request.List("blacklistedActionPattern")),
        "S3_BUCKET_LOGGING_ENABLED" => bucket.LogBucket is not null,
        _ => bucket.Versioning == "Enabled",
    };

    private static bool Blocks(StoredPublicAccessBlock? block) => block is { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

    private static bool DeniesPlainText(StoredBucket bucket) => bucket.Policy is { } policy
        && policy.Contains("aws:SecureTransport", StringComparison.OrdinalIgnoreCase) && policy.Contains("Deny", StringComparison.Ordinal);
}
