using System.Globalization;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of buckets themselves. S3 encrypts with a key of its own without being asked (since January 2023), so that <c>buckets-encrypted</c> cannot be broken here.</summary>
internal static class BucketRules
{
    private const string Bucket = "AWS::S3::Bucket";

    private static readonly string[] s_block = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("buckets-public-access-blocked", Bucket, PublicAccessBlocked),
        new("buckets-encrypted-with-kms", Bucket, EncryptedWithKms),
        new("buckets-versioned", Bucket, Versioned),
        new("buckets-logged", Bucket, Logged),
        new("buckets-no-acl", Bucket, WithoutAcl),
    ];

    /// <summary>Whether logs are delivered into it, as far as this template says: such a bucket takes no key of ours, and would log itself.</summary>
    private static bool TakesLogs(Resource bucket) =>
        bucket.World.Of(Bucket).Any(other => bucket.IsNamedBy(other["LoggingConfiguration"]["DestinationBucketName"], "BucketName") && other.Exists)
        || bucket.World.Of("AWS::ElasticLoadBalancingV2::LoadBalancer").Any(balancer => balancer.Exists && bucket.IsNamedBy(LoadBalancerRules.Attribute(balancer, "access_logs.s3.bucket"), "BucketName"))
        || bucket.World.Of(BucketPolicyRules.Policy).Any(policy => policy.Exists && bucket.IsNamedBy(policy["Bucket"], "BucketName") && Statements.Of(policy["PolicyDocument"]).Any(LetsLogsIn));

    // Whoever delivers access logs is let in by name (S3 User Guide, "Enabling Amazon S3 server access logging"; Application Load Balancers' guide, "Access logs", read 2026-11).
    private static bool LetsLogsIn(Element statement) =>
        statement["Effect"].Text == "Allow" && Statements.Texts(statement["Principal"]["Service"]).Any(service => service is "logging.s3.amazonaws.com" or "logdelivery.elasticloadbalancing.amazonaws.com");

    private static void PublicAccessBlocked(Resource bucket, Told told)
    {
        var block = bucket["PublicAccessBlockConfiguration"];
        if (block.IsAbsent)
        {
            told.Fail(block, "the bucket does not block public access", string.Create(CultureInfo.InvariantCulture, $"add PublicAccessBlockConfiguration with {string.Join(", ", s_block)}: true"));
            return;
        }

        foreach (var name in s_block)
        {
            told.RequireTrue(block[name], $"{name} is not on", $"set PublicAccessBlockConfiguration: {name}: true");
        }
    }

    private static void EncryptedWithKms(Resource bucket, Told told)
    {
        if (TakesLogs(bucket))
        {
            return;
        }

        const string remedy = "set ServerSideEncryptionByDefault with SSEAlgorithm: aws:kms and KMSMasterKeyID: a key of ours";
        var rules = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"];
        if (!rules.IsUnknown && !rules.Items.Any())
        {
            told.Fail(rules, "the bucket encrypts with AWS's own key, which we cannot withdraw", remedy);
        }

        foreach (var rule in told.Each(rules))
        {
            var encryption = rule["ServerSideEncryptionByDefault"];
            told.RequireOne(encryption["SSEAlgorithm"], "the bucket encrypts with AWS's own key, which we cannot withdraw", remedy, "aws:kms", "aws:kms:dsse");
            if (encryption["SSEAlgorithm"].Text is "aws:kms" or "aws:kms:dsse")
            {
                var key = encryption["KMSMasterKeyID"];
                told.RequireAny(key, "the bucket encrypts with AWS's own key, which we cannot withdraw", remedy);
                told.Refuse(key, text => text.EndsWith("alias/aws/s3", StringComparison.Ordinal), "the bucket encrypts with AWS's own key, which we cannot withdraw", remedy);
            }
        }
    }

    private static void Versioned(Resource bucket, Told told)
    {
        // Object Lock switches versioning on by itself (S3 User Guide, "Locking objects with Object Lock", read in quotations, 2026-11).
        if (bucket["VersioningConfiguration"].IsAbsent && bucket["ObjectLockEnabled"].IsTrue)
        {
            return;
        }

        told.RequireOne(
            bucket["VersioningConfiguration"]["Status"], "the bucket does not keep what is overwritten and deleted", "set VersioningConfiguration: Status: Enabled", "Enabled");
    }

    private static void Logged(Resource bucket, Told told)
    {
        if (!TakesLogs(bucket))
        {
            told.RequireAny(bucket["LoggingConfiguration"], "nobody logs who reads and writes the bucket", "add LoggingConfiguration with a DestinationBucketName and a LogFilePrefix");
        }
    }

    private static void WithoutAcl(Resource bucket, Told told)
    {
        told.Refuse(bucket["AccessControl"], text => text is not ("Private" or "BucketOwnerFullControl"), "the bucket gives rights by an access control list", "take AccessControl out, and give rights by an AWS::S3::BucketPolicy");
        foreach (var rule in told.Each(bucket["OwnershipControls"]["Rules"]))
        {
            told.Refuse(rule["ObjectOwnership"], text => text != "BucketOwnerEnforced", "access control lists are switched on", "set ObjectOwnership: BucketOwnerEnforced");
        }
    }
}
