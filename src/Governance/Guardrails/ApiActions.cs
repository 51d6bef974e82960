namespace SecretScoops.Governance.Guardrails;

/// <summary>Which IAM action a call needs. Most are called as the operation is; those that are not stand here.</summary>
/// <remarks>
/// Service Authorization Reference, as <see cref="ActionCatalogue"/> has it, for what actions there are; for which operation needs which: Amazon S3 User Guide, "Required permissions for
/// Amazon S3 API operations"; Amazon SQS Developer Guide, "Amazon SQS API permissions"; API Gateway Developer Guide, "Control access to API Gateway control plane API" (the HTTP
/// method is the action). Remembered, not read again in 2026-11, but for what the catalogue tells. A call may need more than one: here is the one that bears its meaning
/// (<c>lambda:CreateFunction</c>, not <c>iam:PassRole</c>; <c>s3:GetObject</c>, not <c>s3:GetObjectVersion</c>).
/// </remarks>
internal static class ApiActions
{
    private static readonly Dictionary<string, string> s_prefixes = new(StringComparer.Ordinal)
    {
        ["accessanalyzer"] = "access-analyzer",
        ["apigatewayv2"] = "apigateway",
        ["elbv2"] = "elasticloadbalancing",
        ["s3control"] = "s3",
        ["sso-admin"] = "sso",
    };

    private static readonly Dictionary<string, string> s_actions = new(StringComparer.Ordinal)
    {
        ["accessanalyzer:GetFindingV2"] = "GetFinding",
        ["accessanalyzer:ListFindingsV2"] = "ListFindings",
        ["s3:DeleteBucketEncryption"] = "PutEncryptionConfiguration",
        ["s3:DeleteBucketLifecycle"] = "PutLifecycleConfiguration",
        ["s3:DeleteBucketOwnershipControls"] = "PutBucketOwnershipControls",
        ["s3:DeleteBucketTagging"] = "PutBucketTagging",
        ["s3:DeleteObjects"] = "DeleteObject",
        ["s3:DeletePublicAccessBlock"] = "PutBucketPublicAccessBlock",
        ["s3:GetBucketAccelerateConfiguration"] = "GetAccelerateConfiguration",
        ["s3:GetBucketEncryption"] = "GetEncryptionConfiguration",
        ["s3:GetBucketLifecycleConfiguration"] = "GetLifecycleConfiguration",
        ["s3:GetBucketNotificationConfiguration"] = "GetBucketNotification",
        ["s3:GetBucketReplication"] = "GetReplicationConfiguration",
        ["s3:GetObjectLockConfiguration"] = "GetBucketObjectLockConfiguration",
        ["s3:GetPublicAccessBlock"] = "GetBucketPublicAccessBlock",
        ["s3:HeadBucket"] = "ListBucket",
        ["s3:HeadObject"] = "GetObject",
        ["s3:ListBuckets"] = "ListAllMyBuckets",
        ["s3:ListObjectVersions"] = "ListBucketVersions",
        ["s3:ListVersions"] = "ListBucketVersions",
        ["s3:ListObjectsV2"] = "ListBucket",
        ["s3:PutBucketEncryption"] = "PutEncryptionConfiguration",
        ["s3:PutBucket"] = "CreateBucket",
        ["s3:PutBucketLifecycleConfiguration"] = "PutLifecycleConfiguration",
        ["s3:PutBucketNotificationConfiguration"] = "PutBucketNotification",
        ["s3:PutObjectLockConfiguration"] = "PutBucketObjectLockConfiguration",
        ["s3:PutPublicAccessBlock"] = "PutBucketPublicAccessBlock",
        ["s3control:DeletePublicAccessBlock"] = "PutAccountPublicAccessBlock",
        ["s3control:GetPublicAccessBlock"] = "GetAccountPublicAccessBlock",
        ["s3control:PutPublicAccessBlock"] = "PutAccountPublicAccessBlock",
        ["sqs:DeleteMessageBatch"] = "DeleteMessage",
        ["sqs:SendMessageBatch"] = "SendMessage",
        ["apigateway:TagResource"] = "PUT",
        ["apigatewayv2:TagResource"] = "POST",
    };

    // The word that an operation of API Gateway begins with, and its HTTP method.
    private static readonly (string Verb, string Method)[] s_methods =
        [("Get", "GET"), ("Create", "POST"), ("Update", "PATCH"), ("Put", "PUT"), ("Delete", "DELETE"), ("Untag", "DELETE")];

    /// <summary>The action of an operation: <c>s3:GetEncryptionConfiguration</c> of <c>s3</c> and <c>GetBucketEncryption</c>.</summary>
    /// <param name="service">As the models name it: <c>elbv2</c>, <c>s3control</c>.</param>
    /// <param name="operation">As the API names it.</param>
    public static string ActionOf(string service, string operation) =>
        $"{s_prefixes.GetValueOrDefault(service, service)}:{s_actions.GetValueOrDefault($"{service}:{operation}") ?? (service is "apigateway" or "apigatewayv2" ? Method(operation) : operation)}";

    private static string Method(string operation)
    {
        foreach (var (verb, method) in s_methods)
        {
            if (operation.StartsWith(verb, StringComparison.Ordinal))
            {
                return method;
            }
        }

        return operation;
    }
}
