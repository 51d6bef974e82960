namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of the policies of buckets, wherever the bucket is declared.</summary>
internal static class BucketPolicyRules
{
    /// <summary>CloudFormation's type of a bucket's policy.</summary>
    public const string Policy = "AWS::S3::BucketPolicy";

    private const string Bucket = "AWS::S3::Bucket";

    private static readonly string[] s_reads = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions"];
    private static readonly string[] s_writes = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectAcl", "s3:PutBucketPolicy", "s3:PutBucketAcl"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("buckets-no-public-read", [Bucket, Policy], (resource, told) => NotPublic(resource, told, s_reads, "PublicRead", "AuthenticatedRead", "PublicReadWrite")),
        new("buckets-no-public-write", [Bucket, Policy], (resource, told) => NotPublic(resource, told, s_writes, "PublicReadWrite")),
        new("buckets-tls-only", Bucket, TlsOnly),
    ];

    private static void NotPublic(Resource resource, Told told, string[] actions, params string[] lists)
    {
        if (resource.Type == Bucket)
        {
            told.Refuse(resource["AccessControl"], lists.Contains, "the bucket's access control list lets everybody in", "take AccessControl out");
        }
        else
        {
            Statements.RefuseOpen(resource["PolicyDocument"], "the bucket", told, statement => actions.Any(action => Statements.Names(statement, action)));
        }
    }

    private static void TlsOnly(Resource bucket, Told told)
    {
        var policies = bucket.World.Of(Policy).Where(policy => bucket.IsNamedBy(policy["Bucket"], "BucketName") && policy.Exists).ToList();
        if (policies.Find(policy => policy["PolicyDocument"]["Statement"] is { IsUnknown: true }) is { } unknown)
        {
            told.Unknown(unknown["PolicyDocument"]);
        }
        else if (!policies.SelectMany(policy => Statements.Of(policy["PolicyDocument"])).Any(statement => DeniesPlainHttp(statement, bucket)))
        {
            told.Fail(
                policies is [var only, ..] ? only["PolicyDocument"]["Statement"] : bucket.Properties,
                $"bucket {bucket.Name} answers over plain HTTP: no statement of its policy denies that to everybody for everything",
                "add to its AWS::S3::BucketPolicy: Effect: Deny, Principal: \"*\", Action: s3:*, Resource: the bucket's ARN and the same with /*, Condition: Bool: aws:SecureTransport: false");
        }
    }

    private static bool DeniesPlainHttp(Element statement, Resource bucket) =>
        statement["Effect"].Text == "Deny"
        && (statement["Principal"].Text == "*" || Statements.Texts(statement["Principal"]["AWS"]).Contains("*"))
        && Statements.Texts(statement["Action"]).Any(action => action is "s3:*" or "*")
        && IsAboutAll(statement["Resource"], bucket)
        && statement["Condition"].Properties.ToList() is [var (test, keys)] && test.Key is "Bool" or "BoolIfExists"
        && keys.Properties.ToList() is [var (key, value)] && "aws:SecureTransport".Equals(key.Key, StringComparison.OrdinalIgnoreCase)
        && value.Items.ToList() is [{ Text: { } text }] && Told.IsFalse(text);

    private static bool IsAboutAll(Element resources, Resource bucket)
    {
        var (texts, own) = (Statements.Texts(resources), bucket["BucketName"].Written);
        string[] names = own.Length == 0 ? [$"${{{bucket.Name}}}"] : [$"${{{bucket.Name}}}", own];
        bool Has(string suffix) => texts.Any(text => text == $"${{{bucket.Name}.Arn}}{suffix}" || names.Any(name => text.StartsWith("arn:", StringComparison.Ordinal) && text.EndsWith($":s3:::{name}{suffix}", StringComparison.Ordinal)));
        return texts.Contains("*") || (Has("") && Has("/*")) || texts.Any(text => names.Any(name => text.EndsWith($":s3:::{name}*", StringComparison.Ordinal)) || text == $"${{{bucket.Name}.Arn}}*");
    }
}
